"""Taking time: the database decides who was first."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from psycopg.errors import DeadlockDetected

from hebe.access.actor import Actor
from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind
from hebe.scheduling.errors import CustomerBusy, SlotTaken, Unfit
from hebe.scheduling.models import Appointment, Resource, ResourceClaim
from hebe.scheduling.queries import taken

CONSTRAINT = "one_claim_per_resource_at_a_time"


@dataclass(frozen=True, slots=True)
class Want:
    """One thing whose time is wanted."""

    kind: ClaimKind
    key: int
    name: str
    starts_at: datetime
    ends_at: datetime

    @property
    def span(self) -> tuple[int, int]:
        """Return the claim's range."""
        return rules.claim_span(self.kind, self.key, self.starts_at, self.ends_at)


def wants_of(appointment: Appointment) -> list[Want]:
    """Return what an appointment needs: its people, its customer, its room and device.

    Who both treats and advises is wanted once. Room and device stay taken for the item's
    turnaround.
    """
    start, end = appointment.starts_at, appointment.ends_at
    cleared = end + timedelta(minutes=appointment.item.turnaround_minutes)
    customer = appointment.customer
    team = (appointment.doctor, appointment.advisor)
    members = {member.pk: member for member in team if member is not None}
    things = [r for r in (appointment.room, appointment.device) if r is not None]
    return [
        Want(ClaimKind.CUSTOMER, customer.pk, customer.name, start, end),
        *(Want(ClaimKind.MEMBER, key, m.name, start, end) for key, m in members.items()),
        *(Want(ClaimKind.RESOURCE, r.pk, r.name, start, cleared) for r in things),
    ]


def _row(actor: Actor, appointment: Appointment | None, want: Want) -> ResourceClaim:
    return ResourceClaim(
        group_id=actor.group_id,
        kind=want.kind,
        member_id=want.key if want.kind == ClaimKind.MEMBER else None,
        resource_id=want.key if want.kind == ClaimKind.RESOURCE else None,
        span=want.span,
        appointment=appointment,
    )


def clashing(actor: Actor, wants: list[Want], besides: int | None = None) -> Want | None:
    """Return the first want that somebody else has taken, or None."""
    first, last = min(w.starts_at for w in wants), max(w.ends_at for w in wants)
    found = taken(actor, ((w.kind, w.key) for w in wants), first, last, besides)
    for want in wants:
        its = (t for t in found if (t.kind, t.key) == (want.kind, want.key))
        if any(t.meets(want.starts_at, want.ends_at) for t in its):
            return want
    return None


@contextmanager
def first_come(actor: Actor, wants: list[Want], besides: int | None = None) -> Iterator[None]:
    """Turn the exclusion constraint's refusal into one that names what is taken.

    So does a deadlock: two who want each other's time, and neither gets it first.
    """
    try:
        with transaction.atomic():
            yield
    except DatabaseError as broken:
        diagnosis = getattr(broken.__cause__, "diag", None)
        is_taken = getattr(diagnosis, "constraint_name", "") == CONSTRAINT
        if not is_taken and not isinstance(broken.__cause__, DeadlockDetected):
            raise
        clash = clashing(actor, wants, besides)
        raise refusal_of(clash) from broken


def refusal_of(clash: Want | None) -> Unfit:
    """Return the refusal that names what is taken."""
    if clash is not None and clash.kind == ClaimKind.CUSTOMER:
        return CustomerBusy()
    return SlotTaken(clash.name if clash else "")


def claim(actor: Actor, appointment: Appointment) -> None:
    """Take everything an appointment needs in one statement, or raise SlotTaken."""
    wants = sorted(wants_of(appointment), key=lambda want: want.span)
    with first_come(actor, wants, appointment.pk):
        ResourceClaim.unscoped.bulk_create([_row(actor, appointment, want) for want in wants])


def release(actor: Actor, appointment: Appointment) -> None:
    """Give back everything an appointment took."""
    ResourceClaim.objects.of(actor).filter(appointment=appointment).delete()


def free_of_type(
    actor: Actor, rows: Iterable[Resource], starts_at: datetime, ends_at: datetime
) -> Resource | None:
    """Return the first of these that nobody has taken: a hint, not a promise."""
    candidates = list(rows)
    things = ((ClaimKind.RESOURCE, r.pk) for r in candidates)
    busy = {t.key for t in taken(actor, things, starts_at, ends_at)}
    return next((r for r in candidates if r.pk not in busy), None)
