"""Proof that a copy of the master key exists: somebody shows it, we remember its mark."""

import hmac
from pathlib import Path

from hebe.kernel import keys


def confirm(copy: Path) -> bool:
    """Remember that this copy holds our key; False when it is none, or cannot be read."""
    try:
        found = keys.decoded(copy.read_text("ascii").strip(), str(copy))
    except (keys.KeyProblem, UnicodeDecodeError, OSError):
        return False
    if copy.resolve() == keys.key_file() or not hmac.compare_digest(found, keys.master_key()):
        return False
    _note().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _note().write_text(_mark())
    return True


def is_confirmed() -> bool:
    """Tell whether a copy of the key in use has been shown."""
    return _note().exists() and _note().read_text() == _mark()


def _note() -> Path:
    return keys.data_dir() / "secrets" / "copy-confirmed"


def _mark() -> str:
    return keys.derive("key/mark", 8).hex()
