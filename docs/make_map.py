"""Write docs/map.md: every app from top to bottom, with its acts, events and tables.

    .venv/bin/python docs/make_map.py [--check]

Reads the code as text and runs none of it. `--check` writes nothing and ends with 1 when the
map is not up to date.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEBE = ROOT / "hebe"
MAP = Path(__file__).with_name("map.md")
HEAD = """# The map of the house

Made by `docs/make_map.py` from the code; do not edit. Top to bottom: each app may import only
those below it, and apps on one line not one another.
"""
WITHOUT_README = {
    "web": "Screens: shell, components, one folder per app. They own nothing.",
    "api": "Endpoints under `/api/v1/`, one module per app. They own nothing.",
    "kernel": "Helpers without tables: money, clock, phones, pinyin, encryption, errors.",
}


def layers() -> list[list[str]]:
    """Return the order of the apps, as the import contract has it."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    order = next(c["layers"] for c in contracts if c["id"] == "layers")
    return [[name.strip() for name in line.split("|")] for line in order]


def parsed(app: str, part: str) -> Iterator[ast.Module]:
    """Yield the modules of an app's part, whether it is a file or a folder."""
    folder = HEBE / app / part
    files = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    for file in files:
        if file.exists():
            yield ast.parse(file.read_text("utf-8"))


def first_line(node: ast.AST) -> str:
    """Return the first line of a docstring, or nothing."""
    text = ast.get_docstring(node) or ""  # type: ignore[arg-type]
    return text.split("\n")[0].strip()


def permission_of(function: ast.FunctionDef) -> str:
    """Return the code in `@requires("...")`, or nothing."""
    for mark in function.decorator_list:
        if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "requires":
            return str(ast.literal_eval(mark.args[0]))
    return ""


def acts(app: str) -> list[tuple[str, str, str]]:
    """Return (name, permission, promise) of an app's guarded acts."""
    return [
        (node.name, permission, first_line(node))
        for module in parsed(app, "services")
        for node in module.body
        if isinstance(node, ast.FunctionDef) and (permission := permission_of(node))
    ]


def classes(app: str, part: str) -> list[tuple[str, str]]:
    """Return (name, first line) of the public classes that have a base."""
    return [
        (node.name, first_line(node))
        for module in parsed(app, part)
        for node in module.body
        if isinstance(node, ast.ClassDef) and node.bases and not node.name.startswith("_")
    ]


def title_of(app: str) -> str:
    """Return what the README says an app is for: its first paragraph."""
    readme = HEBE / app / "README.md"
    if not readme.exists():
        return first_line(ast.parse((HEBE / app / "__init__.py").read_text("utf-8")))
    text = readme.read_text("utf-8").split("\n", 1)[1].strip()
    return " ".join(text.split("\n\n")[0].split())


def chapter(app: str) -> str:
    """Return one app's part of the map."""
    has_readme = (HEBE / app / "README.md").exists()
    name = f"[{app}](../hebe/{app}/README.md)" if has_readme else app
    lines = [f"### {name}", "", title_of(app) or WITHOUT_README.get(app, ""), ""]
    if tables := classes(app, "models"):
        lines += [f"Tables: {', '.join(f'`{table}`' for table, _what in tables)}", ""]
    if events := classes(app, "events"):
        lines += [f"Events: {', '.join(f'`{event}`' for event, _what in events)}", ""]
    if found := acts(app):
        lines += ["| act | right | promise |", "|---|---|---|"]
        lines += [f"| `{act}` | `{right}` | {promise} |" for act, right, promise in found]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def made() -> str:
    """Return the whole map."""
    parts = [HEAD]
    for line in layers():
        there = [app for app in line if (HEBE / app).is_dir()]
        parts.append(f"## {' | '.join(there)}\n")
        parts += [chapter(app) for app in there]
    return "\n".join(parts)


def main(*, check: bool) -> int:
    """Write the map, or tell whether it is up to date."""
    text = made()
    if check:
        return 0 if MAP.exists() and MAP.read_text("utf-8") == text else 1
    MAP.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
