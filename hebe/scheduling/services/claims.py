"""Taking time: the database decides who was first."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, IntegrityError, transaction
from psycopg.errors import DeadlockDetected

from hebe.access.actor import Actor
from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind
from hebe.scheduling.errors import CustomerBusy, SlotTaken, Unfit
from hebe.scheduling.models import Appointment, ResourceClaim
from hebe.scheduling.parts import Part
from hebe.scheduling.queries import taken
from hebe.scheduling.queries.attention import still_to_close

CONSTRAINT = "one_claim_per_resource_at_a_time"


@dataclass(frozen=True, slots=True)
class Want:
    """One thing whose time is wanted, and for which part of an appointment."""

    kind: ClaimKind
    key: int
    name: str
    starts_at: datetime
    ends_at: datetime
    position: int = 0
    part: Part | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Return the claim's range."""
        return rules.claim_span(self.kind, self.key, self.starts_at, self.ends_at)


def wants_of(appointment: Appointment, parts: Sequence[Part]) -> list[Want]:
    """Return what an appointment takes: its customer, and whoever and whatever is its parts.

    Rooms and devices stay taken for the item's turnaround.
    """
    start, customer = appointment.starts_at, appointment.customer
    wants = [Want(ClaimKind.CUSTOMER, customer.pk, customer.name, start, appointment.ends_at)]
    for position, part in enumerate(parts):
        if part.taker is not None:
            key, name, span = part.taker.pk, part.taker.name, part.taken(start)
            wants.append(Want(part.claim_kind, key, name, *span, position, part))
    return wants


def _row(actor: Actor, appointment: Appointment, want: Want) -> ResourceClaim:
    part = want.part
    return ResourceClaim(
        group_id=actor.group_id,
        kind=want.kind,
        member_id=want.key if want.kind == ClaimKind.MEMBER else None,
        resource_id=want.key if want.kind == ClaimKind.RESOURCE else None,
        span=want.span,
        appointment=appointment,
        what=part.what if part else "",
        position=want.position,
        is_named=part is not None and part.is_named,
        turnaround_minutes=part.turn if part else 0,
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


def claim(actor: Actor, appointment: Appointment, parts: Sequence[Part]) -> None:
    """Take everything an appointment needs in one statement, or raise SlotTaken."""
    wants = sorted(wants_of(appointment, parts), key=lambda want: want.span)
    with first_come(actor, wants, appointment.pk):
        ResourceClaim.unscoped.bulk_create([_row(actor, appointment, want) for want in wants])


def give_up(actor: Actor, appointment: Appointment) -> None:
    """Give back everything an appointment took; what it was stays written down."""
    claims = ResourceClaim.objects.of(actor).filter(appointment=appointment)
    given = list(claims)
    claims.update(is_held=False)
    close_what_is_free(actor, given)


def take_again(actor: Actor, appointment: Appointment) -> None:
    """Take back what an appointment gave up, as far as it is still free."""
    for claim in ResourceClaim.objects.of(actor).filter(appointment=appointment):
        if claim.is_held and not claim.given_back:
            continue
        first, last = claim.span.lower, claim.span.upper
        claim.span = (first, last + claim.given_back)
        claim.is_held, claim.given_back = True, 0
        with suppress(IntegrityError), transaction.atomic():  # else others have it by now
            claim.save(update_fields=["span", "is_held", "given_back"])


def forget(actor: Actor, appointment: Appointment) -> None:
    """Give back everything an appointment took, to take it elsewhere."""
    ResourceClaim.objects.of(actor).filter(appointment=appointment).delete()


def close_what_is_free(actor: Actor, given: Sequence[ResourceClaim]) -> None:
    """Close the time that somebody wanted closed and that these claims stood in the way of."""
    people = {claim.member_id for claim in given if claim.member_id}
    things = {claim.resource_id for claim in given if claim.resource_id}
    if not people and not things:
        return
    for waiting in list(still_to_close(actor, people, things)):
        waiting.is_held = True
        with suppress(Unfit), first_come(actor, [_want_of(waiting)]):
            waiting.save(update_fields=["is_held"])


def _want_of(claim: ResourceClaim) -> Want:
    span = (claim.starts_at, claim.ends_at)
    return Want(ClaimKind(claim.kind), claim.key or 0, "", *span)
