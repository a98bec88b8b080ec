"""Hebe's own apps, found by the layer contract: a new one is listed nowhere else."""

import tomllib
from pathlib import Path

FIRST, SURFACES = "config", {"web", "api"}  # the first app merges the catalogues of words


def own_apps(root: Path) -> list[str]:
    """Return the apps from the lowest layer up, and after each surface the apps within it.

    The order decides whose words and templates win; it is the contract's, then the alphabet's.
    """
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(c["layers"] for c in contracts["contracts"] if c["id"] == "layers")
    names = [name.strip() for layer in reversed(layers) for name in layer.split("|")]
    names.sort(key=lambda name: (name != FIRST, name in SURFACES))
    return [app for name in names for app in _found(root / "hebe" / name)]


def _found(folder: Path) -> list[str]:
    """Return an app, if it has tables or screens at all, and the apps in its folder."""
    inside = sorted(folder.glob("*/apps.py")) if folder.name in SURFACES else []
    declared = [folder / "apps.py", *inside]
    return [
        ".".join(path.parent.relative_to(folder.parents[1]).parts)
        for path in declared
        if path.exists()
    ]
