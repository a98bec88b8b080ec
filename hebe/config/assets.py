"""Bring the browser libraries, the icon sprite and the fonts of paper to where they are used.

`assets.toml` names the files, `package-lock.json` the versions. Nothing of it is committed,
and nothing is done twice: a stamp remembers what the folder was made from.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from hebe.kernel.keys import ROOT

PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "hebe" / "web" / "static" / "vendor"
FONTS = ROOT / "hebe" / "payments" / "paper" / "fonts"
SPRITE = VENDOR / "icons.svg"
STAMP = VENDOR / ".made-from"
QUOTED_NAME = re.compile(r"""["'#]([a-z][a-z0-9]*(?:-[a-z0-9]+)*)["'.]""")
ICON_USE = re.compile(r"""\{% icon "([a-z0-9-]+)"|icons\.svg['"#][^#>]{0,8}#([a-z0-9-]+)""")
SOURCE_MAP = re.compile(rb"(?m)^\s*(?://|/\*)# sourceMappingURL=.*$")
EMPTY_SQUARE = re.compile(r'\s*<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>')


class AssetProblem(RuntimeError):
    """The browser libraries cannot be brought; the message says what to do."""


def bring() -> None:
    """Copy the libraries' files and draw the sprite, as far as they are not up to date."""
    wanted = tomllib.loads((ROOT / "assets.toml").read_text())
    made_from = _made_from()
    if not STAMP.exists() or STAMP.read_text() != made_from:
        _install_packages()
        _copy_files(wanted["files"])
        _copy_fonts(wanted["fonts"])
        STAMP.write_text(made_from)
    _draw_sprite(wanted["icons"])


def unknown_icons() -> list[str]:
    """Return the icons that templates name but the sprite lacks: misspelt, most likely."""
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    named = {name for text in _sources() for pair in ICON_USE.findall(text) for name in pair}
    return sorted(named - drawn - {""})


def npm() -> list[str]:
    """Return the command of the system's npm, else of the one that came with the lock."""
    own = Path(sys.executable).parent
    path = [part for part in os.get_exec_path() if Path(part) != own]
    found = shutil.which("npm", path=os.pathsep.join(path))
    return [found or str(own / "npm")]


def _made_from() -> str:
    parts = (ROOT / name for name in ("package-lock.json", "assets.toml"))
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def _install_packages() -> None:
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    own = Path(sys.executable).parent
    path = os.pathsep.join([*os.get_exec_path(), str(own)])
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PATH": path}, check=False)
    if done.returncode:
        raise AssetProblem(
            "The browser libraries could not be downloaded (npm ci failed, see above). "
            "Check the connection and run the same command again."
        )


def _copy_fonts(files: dict[str, str]) -> None:
    shutil.rmtree(FONTS, ignore_errors=True)
    FONTS.mkdir(parents=True)
    for name, source in files.items():
        shutil.copyfile(PACKAGES / source, FONTS / name)


def _copy_files(files: dict[str, str]) -> None:
    """Copy without the notes about source maps, which point to files that are not served."""
    sprite = SPRITE.read_bytes() if SPRITE.exists() else b""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    if sprite:
        SPRITE.write_bytes(sprite)
    for name, source in files.items():
        (VENDOR / name).write_bytes(SOURCE_MAP.sub(b"", (PACKAGES / source).read_bytes()))


def _draw_sprite(icons: dict[str, Any]) -> None:
    folder = PACKAGES / icons["folder"]
    if not folder.is_dir():
        _install_packages()
    known = {path.stem for path in folder.glob("*.svg")}
    named = {name for text in _sources() for name in QUOTED_NAME.findall(text)}
    used = sorted((named & known) | set(icons["also"]))
    symbols = "".join(_symbol(name, (folder / f"{name}.svg").read_text()) for name in used)
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'
    if not SPRITE.exists() or SPRITE.read_text() != sprite:
        SPRITE.write_text(sprite)


def _symbol(name: str, svg: str) -> str:
    """Return the icon without a stroke width, which the style sheet sets by size."""
    drawing = EMPTY_SQUARE.sub("", svg[svg.index(">") + 1 : svg.rindex("</svg>")])
    drawing = " ".join(drawing.split())
    look = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {look}>{drawing}</symbol>\n'


def _sources() -> list[str]:
    """Return the text of everything in which an icon may be named."""
    files = (
        path for kind in ("html", "py", "js") for path in (ROOT / "hebe").rglob(f"*.{kind}")
    )
    skipped = ("/vendor/", "/migrations/", "/tests/")
    return [path.read_text() for path in files if not any(s in str(path) for s in skipped)]
