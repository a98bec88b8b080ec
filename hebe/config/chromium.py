"""Have the browser and the Chinese fonts that the browser journeys need."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("chromium", "fonts-noto-cjk")
FONTS = Path("/usr/share/fonts/opentype/noto")
HOW = "The browser journeys need Chromium and a Chinese font: apt install " + " ".join(PACKAGES)


def find() -> str | None:
    """Return the path of the system's Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def ensure() -> str:
    """Return the path of Chromium, installing Debian's where it is missing and we may."""
    if not (find() and FONTS.exists()) and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
        subprocess.run(install, env=quiet, stdout=subprocess.DEVNULL, check=False)
    found = find()
    if not found:
        sys.exit(HOW)
    return found


if __name__ == "__main__":
    print(ensure())
