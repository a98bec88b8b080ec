"""Deliver events, seal the audit chain, verify it."""

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from hebe.access.actor import Actor, requires, system_actor
from hebe.journal.models import Audit, Delivery, Outbox, Seal
from hebe.journal.subscribe import HANDLERS
from hebe.kernel import clock
from hebe.kernel.events import REGISTRY
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, HasGroup

log = logging.getLogger("hebe.journal")
START = b"\x00" * 32
SWEEP = 500  # events of one group in one go
CHECKED = 500  # newest links that a look at the trail recomputes


def deliver_event(*, group_id: int, event_id: int) -> int:
    """Run each handler that has not yet run for this event; return how many ran.

    Safe to call any number of times, also at once: the delivery row decides.
    """
    with working_for(group_id):
        row: Outbox | None = Outbox.objects.of(Group(pk=group_id)).filter(pk=event_id).first()
    if row is None:
        return 0
    ran = sum(_deliver_to(row, handler) for handler in HANDLERS.get(row.name, {}))
    with working_for(group_id):
        Outbox.objects.of(row).filter(pk=row.pk).update(delivered_at=clock.now())
    return ran


def _deliver_to(row: Outbox, name: str) -> int:
    handler, permissions = HANDLERS[row.name][name]
    with working_for(row.group_id):
        _, fresh = Delivery.objects.of(row).get_or_create(
            group_id=row.group_id, event=row, handler=name, defaults={"at": clock.now()}
        )
        if not fresh:
            return 0
        actor = system_actor(row.group_id, "Hebe", *permissions)
        handler(actor, REGISTRY[row.name].load(row.payload))
    return 1


def sweep_outbox(*, older_than: timedelta = timedelta(seconds=30)) -> int:
    """Deliver what was left behind (a worker died between claim and delivery); return how many.

    An event whose handler fails is logged and stays; it does not hold up the others.
    """
    swept = 0
    for group_id in Group.objects.values_list("pk", flat=True):
        with working_for(group_id):
            left = list(
                Outbox.objects.of(Group(pk=group_id))
                .filter(delivered_at=None, happened_at__lt=clock.now() - older_than)
                .order_by("pk")
                .values_list("pk", flat=True)[:SWEEP]
            )
        swept += sum(_delivered(group_id, event_id) for event_id in left)
    return swept


def _delivered(group_id: int, event_id: int) -> bool:
    try:
        deliver_event(group_id=group_id, event_id=event_id)
    except Exception:
        log.exception("event %s of group %s could not be delivered", event_id, group_id)
        return False
    return True


def forget_delivered(whose: HasGroup, *, older_than: timedelta = timedelta(days=30)) -> int:
    """Drop a group's events that every handler has long had; return how many rows went."""
    old = Outbox.objects.of(whose).filter(delivered_at__lt=clock.now() - older_than)
    count, _by_model = old.delete()
    return count


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
