"""Seal the audit chain, verify it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction

from hebe.access.actor import Actor, requires
from hebe.journal.models import Audit, Seal
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group

START = b"\x00" * 32
CHECKED = 500  # newest links that a look at the trail recomputes


def _canonical(row: Audit) -> bytes:
    body = [
        row.group_id, row.pk, row.at.astimezone(UTC).isoformat(), row.user_id, row.who, row.via,
        row.ip, row.act, row.subject, row.store_id, row.data,
    ]  # fmt: skip
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def link(previous: bytes, row: Audit) -> bytes:
    """Return the digest of one link: SHA-256 over the previous digest and the row."""
    return hashlib.sha256(previous + _canonical(row)).digest()


@transaction.atomic
def seal_audit(*, group_id: int, limit: int = 5000) -> int:
    """Chain the audit rows that have no seal yet, in key order; return how many.

    Rows are written unsealed so that acts never wait for one another; one sealer at a
    time per group (an advisory lock) chains them moments later.
    """
    with working_for(group_id):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7301, %s)", [group_id % 2**31])
        whose = Group(pk=group_id)
        last: Seal | None = Seal.objects.of(whose).order_by("-seq").first()
        seq, digest = (last.seq, bytes(last.digest)) if last else (0, START)
        seals = []
        fresh = Audit.objects.of(whose).filter(seal=None).order_by("pk")[:limit]
        for seq, row in enumerate(fresh, seq + 1):  # noqa: B020
            digest = link(digest, row)
            seals.append(Seal(group_id=group_id, seq=seq, audit=row, digest=digest))
        Seal.unscoped.bulk_create(seals)
    return len(seals)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a verification found; `broken` is the first seq that does not fit, or None."""

    group: str
    sealed: int
    unsealed: int
    head: str
    broken: int | None


def _links(whose: Group) -> Iterator[Seal]:
    return (
        Seal.objects.of(whose).select_related("audit").order_by("seq").iterator(chunk_size=2000)
    )


def verify_chain(group: Group) -> ChainReport:
    """Walk a group's chain from its start and recompute every digest."""
    with working_for(group.pk):
        digest, expected, broken = START, 1, None
        for seal in _links(group):
            digest = link(digest, seal.audit)
            if seal.seq != expected or digest != bytes(seal.digest):
                broken = expected
                break
            expected += 1
        unsealed = Audit.objects.of(group).filter(seal=None).count()
    return ChainReport(group.name, expected - 1, unsealed, digest.hex(), broken)


@dataclass(frozen=True, slots=True)
class ChainState:
    """Where a group's chain stands; `broken` is the first recent seq that does not fit."""

    sealed: int
    waiting: int
    head: str
    sealed_to: datetime | None
    checked: int
    broken: int | None


@requires("access.audit")
def chain_state(actor: Actor) -> ChainState:
    """Return the state of the chain, its newest links recomputed from the rows they seal.

    `audit_verify` on the command line recomputes all of it.
    """
    newest = Seal.objects.of(actor).select_related("audit").order_by("-seq")
    seals: list[Seal] = list(newest[: CHECKED + 1])[::-1]
    waiting = Audit.objects.of(actor).filter(seal=None).count()
    if not seals:
        return ChainState(0, waiting, "", None, 0, None)
    whole = seals[0].seq == 1
    previous = START if whole else bytes(seals[0].digest)
    expected = 1 if whole else seals[0].seq + 1
    broken = None
    for seal in seals if whole else seals[1:]:
        if seal.seq != expected or link(previous, seal.audit) != bytes(seal.digest):
            broken = expected
            break
        previous, expected = bytes(seal.digest), expected + 1
    head = seals[-1]
    return ChainState(
        head.seq,
        waiting,
        bytes(head.digest).hex(),
        head.audit.at,
        len(seals) if whole else len(seals) - 1,
        broken,
    )
