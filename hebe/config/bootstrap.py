"""Make `.venv` from the hashed lock: run by the system's Python, needs nothing installed.

Does nothing when the lock is the one installed last. After a set-up that was broken off
the environment is made afresh, since nobody knows which packages are whole.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".installed-from"
UNFINISHED = VENV / ".installing"
LAUNCHER = "#!/bin/sh\nexec '{python}' -m hebe.config.cli \"$@\"\n"


def main() -> None:
    """Bring the environment up to the lock."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have any Python
        sys.exit("Hebe needs Python 3.11 or newer: make PYTHON=python3.11 ...")
    os.umask(0o022)
    signal.signal(signal.SIGTERM, _stop)
    wanted = _wanted()
    if _runs() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    if UNFINISHED.exists() or not _runs():
        _make_environment()
    UNFINISHED.touch()
    print("Installing the Python packages...", flush=True)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    lock = ("--require-hashes", "--no-deps", "--only-binary=:all:", "-r", "requirements.lock")
    if subprocess.run([*pip, *lock], cwd=ROOT, check=False).returncode:
        sys.exit("The packages could not be installed (see above). Run the command again.")
    _add_ourselves()
    STAMP.write_text(wanted)
    UNFINISHED.unlink()


def _stop(_number: int, _frame: object) -> None:
    """Unwind, so that what was started (pip) is ended too."""
    sys.exit(143)


def _wanted() -> str:
    lock = hashlib.sha256((ROOT / "requirements.lock").read_bytes()).hexdigest()
    return f"{lock} {ROOT}\n"


def _runs() -> bool:
    if not PYTHON.exists():
        return False
    pip = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False)
    return pip.returncode == 0


def _make_environment() -> None:
    """Debian keeps the part that makes environments in a package of its own."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing python3-venv...", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "python3-venv"], check=False)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        detail = (done.stdout + done.stderr).strip()
        sys.exit(f"{detail}\nThe environment could not be made: apt install python3-venv")


def _add_ourselves() -> None:
    """Let the environment find the project, and give it the command `hebe`."""
    places = {"base": str(VENV), "platbase": str(VENV)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=places))
    (packages / "hebe.pth").write_text(f"{ROOT}\n")
    launcher = VENV / "bin" / "hebe"
    launcher.write_text(LAUNCHER.format(python=PYTHON))
    launcher.chmod(0o755)


if __name__ == "__main__":
    main()
