"""Where the data lives, and the secrets that everything else is derived from.

Plain Python without Django, so that settings, launcher and command line can all use it.
One master key is kept; every other secret comes from it, so a copy of one file is a full copy.
"""

import base64
import binascii
import os
import secrets
import tempfile
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ROOT = Path(__file__).resolve().parents[2]
KEY_BYTES = 32


class KeyProblem(RuntimeError):
    """Master key or data folder are missing or unusable; the message says what to do."""


def data_dir() -> Path:
    """Return the folder that holds all data: `HEBE_DATA`, or `var` in the project."""
    return Path(os.environ.get("HEBE_DATA") or ROOT / "var").expanduser().resolve()


def ensure_data_dir() -> Path:
    """Return the data folder, made when missing; refuses with `KeyProblem` an unusable one."""
    try:
        folder = data_dir()
        make_folder(folder)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as problem:
        raise KeyProblem(
            f"The data folder {os.environ.get('HEBE_DATA') or ROOT / 'var'} cannot be written "
            f"to: {problem.strerror}. Set HEBE_DATA to a folder that you may write to."
        ) from problem


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, passable whatever the umask.

    The database's own user must get through to its part.
    """
    for missing in [f for f in (*reversed(folder.parents), folder) if not f.exists()]:
        missing.mkdir(exist_ok=True)
        missing.chmod(0o755)


def key_file() -> Path:
    """Return where the master key is kept when the environment does not give it."""
    return data_dir() / "secrets" / "master.key"


def master_key() -> bytes:
    """Return the master key, making its file (mode 0600) on the very first use.

    Refuses with `KeyProblem` a key that is not 32 bytes in base64, and refuses to make a new
    key beside an existing database, whose contents it could not read.
    """
    given = os.environ.get("HEBE_MASTER_KEY", "").strip()
    return decoded(given, "HEBE_MASTER_KEY") if given else _from_file(key_file())


def derive(label: str, length: int = KEY_BYTES) -> bytes:
    """Return the secret of that label: the same for ever, and unrelated to any other label."""
    hkdf = HKDF(algorithm=SHA256(), length=length, salt=None, info=f"hebe/{label}".encode())
    return hkdf.derive(master_key())


def app_password() -> str:
    """Return the password of the database role the application works under."""
    return derive("postgres/hebe_app").hex()


def owner_password() -> str:
    """Return the password of the database role that owns the tables and migrates them."""
    return derive("postgres/hebe_owner").hex()


def superuser_password() -> str:
    """Return the password of the embedded database's superuser."""
    return derive("postgres/postgres").hex()


def django_secret() -> str:
    """Return the key Django signs cookies and tokens with."""
    return derive("django/secret", 48).hex()


@lru_cache(maxsize=8)
def _from_file(path: Path) -> bytes:
    if not path.exists():
        _create(path)
    try:
        return decoded(path.read_text("ascii").strip(), str(path))
    except PermissionError as problem:
        raise KeyProblem(
            f"The master key {path} belongs to another user: start as that user (or root), "
            "or set HEBE_DATA to another folder."
        ) from problem


def _create(path: Path) -> None:
    """Write a new key so that of two first starts one wins and both read the same key."""
    if (path.parent.parent / "postgres" / "data").exists():
        raise KeyProblem(
            f"The master key {path} is gone, but a database is there that needs it. "
            "Put the copy of the key back, or set HEBE_MASTER_KEY."
        )
    make_folder(path.parent)
    path.parent.chmod(0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def decoded(text: str, where: str) -> bytes:
    """Return the key written in base64; refuses with `KeyProblem` what is none."""
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyProblem(f"{where} does not hold a key: expected 32 bytes in base64.")
    return key
