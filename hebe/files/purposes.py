"""What files are kept for: each app registers its purposes, and says who may read them."""

from collections.abc import Callable
from dataclasses import dataclass

from hebe.access.actor import Actor
from hebe.files.models import StoredFile
from hebe.files.rules import TYPES

Readable = Callable[[Actor, StoredFile], bool]


def is_own(actor: Actor, stored: StoredFile) -> bool:
    """Say whether the actor brought this file, or had it made."""
    return stored.user_id == actor.user_id


@dataclass(frozen=True, slots=True)
class Purpose:
    """What files of this purpose may be, and who reads them.

    `kinds` are endings of names. `readable` is asked each time, so a right that is withdrawn
    closes the file. Nobody brings what is `made_here`: it is never too big.
    """

    code: str
    kinds: tuple[str, ...]
    readable: Readable = is_own
    made_here: bool = False


PURPOSES: dict[str, Purpose] = {}


def keep_files_for(purpose: Purpose) -> None:
    """Register a purpose; ValueError for a code that is taken or a kind nobody knows."""
    if purpose.code in PURPOSES:
        raise ValueError(f"files are kept for {purpose.code!r} already")
    if strange := set(purpose.kinds) - set(TYPES):
        raise ValueError(f"nobody knows what {sorted(strange)} are")
    PURPOSES[purpose.code] = purpose


def media_types() -> list[str]:
    """Return what a kept file may come as."""
    return sorted({TYPES[kind] for purpose in PURPOSES.values() for kind in purpose.kinds})
