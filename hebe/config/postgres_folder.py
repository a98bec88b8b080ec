"""Where the embedded PostgreSQL keeps its files, and which system user may touch them.

PostgreSQL refuses to run as root, so root runs it as an unprivileged user, who must be able
to pass through every folder above its own.
"""

import hashlib
import os
import pwd
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_UN, flock
from pathlib import Path

from hebe.kernel import keys

PORT = 5432
SOCKET_PATH_LIMIT = 107
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")


class PostgresProblem(RuntimeError):
    """The embedded database cannot run; the message says why and what to do."""


@dataclass(frozen=True)
class ServerUser:
    """The system user the server runs as, when that is not ourselves."""

    name: str
    uid: int
    gid: int


def home(data: Path) -> Path:
    """Return the folder of everything PostgreSQL writes."""
    return data.resolve() / "postgres"


def pgdata(data: Path) -> Path:
    """Return the cluster's own folder."""
    return home(data) / "data"


def socket_dir(data: Path) -> Path:
    """Return the folder of the server's socket; starts and makes nothing.

    A path that is too long for a socket, or has characters a connection string would
    misread, is replaced by a private folder of the system's temporary folder.
    """
    near = home(data) / "run"
    name = str(near)
    longest = len(os.fsencode(f"{name}/.s.PGSQL.{PORT}"))
    if longest <= SOCKET_PATH_LIMIT and PLAIN_PATH.fullmatch(name):
        return near
    digest = hashlib.sha256(os.fsencode(near)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"hebe-{digest}"


def embedded_settings(data: Path) -> dict[str, str]:
    """Return HOST and PORT of the embedded server for Django; starts nothing."""
    return {"HOST": str(socket_dir(data)), "PORT": str(PORT)}


def server_user(data: Path) -> ServerUser | None:
    """Return who runs the server: None for ourselves, else (as root) the folder's owner."""
    if os.geteuid() != 0:
        return None
    made = pgdata(data)
    owner = made.stat().st_uid if made.exists() else 0
    entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    return ServerUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def prepare(data: Path) -> None:
    """Make the folders, private to the server's user; refuse what that user cannot reach."""
    user = server_user(data)
    keys.make_folder(data)
    _check_owner(pgdata(data))
    for folder in (home(data), socket_dir(data)):
        _make_private(folder, user)
    if user:
        for path in (home(data), socket_dir(data)):
            _check_passable(path, user)


@contextmanager
def one_at_a_time(data: Path) -> Iterator[None]:
    """Keep two starters or stoppers of one cluster apart."""
    with (home(data) / "start.lock").open("a") as lock:
        flock(lock, LOCK_EX)
        try:
            yield
        finally:
            flock(lock, LOCK_UN)


def _make_private(folder: Path, user: ServerUser | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    allowed = {os.geteuid(), user.uid} if user else {os.geteuid()}
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in allowed:
        raise PostgresProblem(
            f"{folder} belongs to somebody else: remove it, then start again."
        )
    if user and found.st_uid != user.uid:
        os.chown(folder, user.uid, user.gid)
    folder.chmod(0o700)


def _check_owner(made: Path) -> None:
    """An ordinary user cannot serve a cluster that root or somebody else has made."""
    try:
        owner = made.stat().st_uid
    except FileNotFoundError:
        return
    except PermissionError:
        owner = -1
    if os.geteuid() not in {0, owner}:
        raise PostgresProblem(
            f"The database in {made} belongs to another user: start as that user (or root), "
            "or set HEBE_DATA to another folder."
        )


def _check_passable(path: Path, user: ServerUser) -> None:
    bar = barred_by(path, user)
    if bar:
        raise PostgresProblem(
            f"Started by root, the database runs as the user {user.name}, who may not "
            f"pass through {bar} to {path}. Allow it with: chmod o+x {bar}  "
            "Or start Hebe as an ordinary user, or move it to a folder such as /opt."
        )


def barred_by(path: Path, user: ServerUser) -> Path | None:
    """Return the first folder above a path that the user may not pass through."""
    for folder in path.resolve().parents:
        found = folder.stat()
        if found.st_uid == user.uid:
            passable = found.st_mode & stat.S_IXUSR
        elif found.st_gid == user.gid:
            passable = found.st_mode & stat.S_IXGRP
        else:
            passable = found.st_mode & stat.S_IXOTH
        if not passable:
            return folder
    return None
