"""Store and read files: checked on the way in, encrypted at rest."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from hebe.access.actor import Actor
from hebe.files import pictures, rules, stores
from hebe.files.errors import FileKindRefused, FileLost, FileNotWhatItSays, FileTooBig
from hebe.files.models import StoredFile
from hebe.files.purposes import PURPOSES, Purpose
from hebe.kernel import clock
from hebe.kernel.crypto import seal_bytes, unseal_bytes
from hebe.kernel.errors import NotFound
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group

PLACE = "files"
STRAY_AFTER = timedelta(days=1)  # longer than any transaction that may still keep its row


@transaction.atomic
def store_file(actor: Actor, *, name: str, content: bytes, purpose: str) -> StoredFile:
    """Keep a file; refuses FileTooBig, FileKindRefused and FileNotWhatItSays (disguised).

    What the house made itself is never too big.
    """
    _check(PURPOSES[purpose], name, content)
    return _kept(actor, name=name, content=content, purpose=purpose)


@transaction.atomic
def small_picture(actor: Actor, stored: StoredFile, content: bytes) -> StoredFile | None:
    """Make and keep the small form of a picture just stored; None for what is no picture.

    It is read by whoever reads the original. Refuses FileNotWhatItSays.
    """
    if rules.ending(stored.name) not in rules.PICTURES:
        return None
    name = f"{stored.name.rsplit('.', 1)[0]}.jpg"
    made = pictures.small(content)
    return _kept(actor, name=name, content=made, purpose=stored.purpose, origin=stored)


def _check(purpose: Purpose, name: str, content: bytes) -> None:
    if not purpose.made_here and len(content) > settings.HEBE_UPLOAD_BYTES:
        raise FileTooBig(None, limit=settings.HEBE_UPLOAD_BYTES // 2**20)
    if rules.ending(name) not in purpose.kinds:
        refusal = FileKindRefused()
        refusal.advice = str(refusal.advice) % ", ".join(purpose.kinds)
        raise refusal
    if not rules.fits(name, content):
        raise FileNotWhatItSays


def _kept(
    actor: Actor, *, name: str, content: bytes, purpose: str, origin: StoredFile | None = None
) -> StoredFile:
    key = secrets.token_hex(20)
    stores.write(key, seal_bytes(content, PLACE))
    stored: StoredFile = StoredFile.objects.of(actor).create(
        group_id=actor.group_id, name=rules.tidy(name), size=len(content), key=key,
        content_type=rules.TYPES[rules.ending(name)], purpose=purpose, user_id=actor.user_id,
        sha256=hashlib.sha256(content).hexdigest(), origin=origin,
    )  # fmt: skip
    return stored


def content_of(actor: Actor, file_id: int) -> tuple[StoredFile, bytes]:
    """Return a file with its contents, if its purpose lets this actor read it; else NotFound.

    Refuses FileLost when the store does not hold the contents, as after half a restore.
    """
    stored: StoredFile = StoredFile.objects.of(actor).select_related("origin").one(file_id)
    purpose = PURPOSES.get(stored.purpose)
    if purpose is None or not purpose.readable(actor, stored.origin or stored):
        raise NotFound
    try:
        sealed = stores.read(stored.key)
    except FileNotFoundError as gone:
        raise FileLost from gone
    return stored, unseal_bytes(sealed, PLACE)


@transaction.atomic
def forget_file(stored: StoredFile) -> None:
    """Delete a file that no row refers to; its contents go once the transaction is through."""
    for made in StoredFile.objects.of(stored).filter(origin=stored):
        forget_file(made)
    key = stored.key
    stored.delete()
    transaction.on_commit(lambda: stores.forget(key))


def forget_contents(keys: Iterable[str]) -> None:
    """Delete contents by the keys of rows that are gone; those that are gone too do no harm."""
    for key in keys:
        stores.forget(key)


def sweep_strays() -> int:
    """Delete contents whose row was never kept, such as a refused act's; return how many.

    Only what has lain for a day goes: a younger one's transaction may still be open. A group
    whose rows cannot be read ends the sweep: its files would be taken for strays.
    """
    since = clock.now() - STRAY_AFTER
    lying = ((name, at) for name, at in stores.store().lying() if at < since)
    strays = {name.rpartition("/")[2]: name for name, _at in lying}
    for group in Group.objects.all():
        with working_for(group.pk):
            rows = StoredFile.objects.of(group).filter(key__in=strays.keys())
            for key in rows.values_list("key", flat=True):
                del strays[key]
    for name in strays.values():
        stores.store().delete(name)
    return len(strays)
