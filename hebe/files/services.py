"""Store and read files: checked on the way in, encrypted at rest."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hebe.access.actor import Actor
from hebe.files import rules
from hebe.files.errors import FileKindRefused, FileLost, FileNotWhatItSays, FileTooBig
from hebe.files.models import StoredFile
from hebe.kernel import clock
from hebe.kernel.crypto import seal_bytes, unseal_bytes
from hebe.kernel.errors import NotFound
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group

PLACE = "files"
STRAY_AFTER = timedelta(days=1)  # longer than any transaction that may still keep its row


def _path(key: str) -> Path:
    return Path(settings.MEDIA_ROOT) / key[:2] / key


def _write(key: str, content: bytes) -> None:
    """Write under another name and rename, so that a file is whole or absent."""
    path = _path(key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    with part.open("wb") as out:
        out.write(seal_bytes(content, PLACE))
        out.flush()
        os.fsync(out.fileno())
    part.rename(path)


def _lying_since(moment: datetime) -> Iterator[Path]:
    for path in Path(settings.MEDIA_ROOT).glob("??/*"):
        with suppress(FileNotFoundError):  # renamed or forgotten meanwhile
            if path.stat().st_mtime < moment.timestamp():
                yield path


@transaction.atomic
def store_file(actor: Actor, *, name: str, content: bytes, purpose: str) -> StoredFile:
    """Keep a file; refuses FileTooBig, FileKindRefused and FileNotWhatItSays (disguised).

    What the house made itself is never too big.
    """
    if purpose not in rules.MADE_HERE and len(content) > settings.HEBE_UPLOAD_BYTES:
        raise FileTooBig(None, limit=settings.HEBE_UPLOAD_BYTES // 2**20)
    allowed = rules.PURPOSES[purpose]
    if rules.ending(name) not in allowed:
        refusal = FileKindRefused()
        refusal.advice = str(refusal.advice) % ", ".join(allowed)
        raise refusal
    if not rules.fits(name, content):
        raise FileNotWhatItSays
    key = secrets.token_hex(20)
    _write(key, content)
    stored: StoredFile = StoredFile.objects.of(actor).create(
        group_id=actor.group_id, name=rules.tidy(name), size=len(content), key=key,
        content_type=rules.TYPES[rules.ending(name)], purpose=purpose, user_id=actor.user_id,
        sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    return stored


def content_of(actor: Actor, file_id: int) -> tuple[StoredFile, bytes]:
    """Return one of one's own files with its contents; NotFound for anybody else's.

    Refuses FileLost when the store does not hold the contents, as after half a restore.
    """
    stored: StoredFile | None = (
        StoredFile.objects.of(actor).filter(pk=file_id, user_id=actor.user_id).first()
    )
    if stored is None:
        raise NotFound
    try:
        sealed = _path(stored.key).read_bytes()
    except FileNotFoundError as gone:
        raise FileLost from gone
    return stored, unseal_bytes(sealed, PLACE)


@transaction.atomic
def forget_file(stored: StoredFile) -> None:
    """Delete a file that no row refers to; its contents go once the transaction is through."""
    place = _path(stored.key)
    stored.delete()
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


def forget_contents(keys: Iterable[str]) -> None:
    """Delete contents by the keys of rows that are gone; those that are gone too do no harm."""
    for key in keys:
        _path(key).unlink(missing_ok=True)


def sweep_strays() -> int:
    """Delete contents whose row was never kept, such as a refused act's; return how many.

    Only what has lain for a day goes: a younger one's transaction may still be open.
    """
    strays = {path.name: path for path in _lying_since(clock.now() - STRAY_AFTER)}
    for group in Group.objects.all():
        with working_for(group.pk):
            rows = StoredFile.objects.of(group).filter(key__in=strays.keys())
            for key in rows.values_list("key", flat=True):
                del strays[key]
    for path in strays.values():
        path.unlink(missing_ok=True)
    return len(strays)
