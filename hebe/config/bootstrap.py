"""Make `.venv` from the hashed locks: run by the system's Python, needs nothing installed.

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
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = ROOT / "requirements.lock"
TOOLS = ROOT / "requirements-dev.lock"  # what RUNTIME holds, and the tools of checks and tests
STAMP = VENV / ".installed-from"
UNFINISHED = VENV / ".installing"
# Files of ours are UTF-8, whatever the terminal's language says.
LAUNCHER = "#!/bin/sh\nPYTHONUTF8=1 exec '{python}' -m hebe.config.cli \"$@\"\n"


def main() -> None:
    """Bring the environment up to the lock; `--tools` adds what checks and tests need."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have any Python
        sys.exit("Hebe needs Python 3.11 or newer: make PYTHON=python3.11 ...")
    os.umask(0o022)
    signal.signal(signal.SIGTERM, _stop)
    lock = TOOLS if "--tools" in sys.argv else RUNTIME
    if _runs() and _has(lock):
        return
    if UNFINISHED.exists() or not _runs():
        _make_environment()
    UNFINISHED.touch()
    print("Installing the Python packages...", flush=True)
    _install(lock)
    _add_ourselves()
    STAMP.write_text(_wanted(lock))
    UNFINISHED.unlink()


def _stop(_number: int, _frame: object) -> None:
    """Unwind, so that what was started (the installer) is ended too."""
    sys.exit(143)


def _has(lock: Path) -> bool:
    """Say whether the environment was made from this lock; the tools' one holds both."""
    made_from = STAMP.read_text() if STAMP.exists() else ""
    return made_from == _wanted(TOOLS) or made_from == _wanted(lock)


def _wanted(lock: Path) -> str:
    locks = (RUNTIME,) if lock == RUNTIME else (RUNTIME, TOOLS)
    digest = hashlib.sha256(b"".join(each.read_bytes() for each in locks)).hexdigest()
    return f"{lock.name} {digest} {ROOT}\n"


def _install(lock: Path) -> None:
    """Let uv bring the packages: several at once, which takes a fifth of pip's time."""
    hashed = ("--require-hashes", "--no-deps", "-r")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as uv:
        uv.write(_entry("uv"))
        uv.flush()
        pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        _run([*pip, "--only-binary=:all:", *hashed, uv.name])
    installer = (VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON)
    _run([*installer, "--only-binary", ":all:", *hashed, lock])


def _entry(name: str) -> str:
    """Return a package's lines of the lock, its hashes among them."""
    lines = RUNTIME.read_text().splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith(f"{name}=="))
    last = next(i for i in range(first, len(lines)) if not lines[i].endswith("\\"))
    return "\n".join(lines[first : last + 1]) + "\n"


def _run(command: list[str | Path]) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit("The packages could not be installed (see above). Run the command again.")


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
