"""Which minutes of people, rooms, devices and customers are taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind
from hebe.scheduling.models import ResourceClaim
from hebe.tenancy.models import HasGroup

TAKEN = (
    "SELECT kind, key, lower(minutes), upper(minutes), claim_id"
    " FROM diary_taken(%s::int[], %s::bigint[], %s, %s, %s) ORDER BY minutes"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One stretch of one thing's time that is claimed."""

    kind: int
    key: int
    starts_at: datetime
    ends_at: datetime
    claim_id: int

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Say whether it overlaps another stretch."""
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Closed:
    """A stretch that somebody closed by hand, and why."""

    starts_at: datetime
    ends_at: datetime
    reason: str
    claim_id: int


def taken(
    _whose: HasGroup,
    things: Iterable[tuple[int, int]],
    starts_at: datetime,
    ends_at: datetime,
    besides: int | None = None,
) -> list[Taken]:
    """Return what is claimed of these (kind, key) between two moments, earliest first.

    The database takes the group from the transaction. `besides` names an appointment whose
    own claims do not count.
    """
    wanted = list(things)
    if not wanted:
        return []
    bounds = (rules.minute_of(starts_at), rules.minute_of(ends_at))
    kinds, keys = [int(kind) for kind, _key in wanted], [key for _kind, key in wanted]
    with connection.cursor() as cursor:
        cursor.execute(TAKEN, [kinds, keys, *bounds, besides])
        rows = cursor.fetchall()
    return [
        Taken(kind, key, _moment(first), _moment(last), claim_id)
        for kind, key, first, last, claim_id in rows
    ]


def _moment(minute: int) -> datetime:
    return rules.EPOCH + timedelta(minutes=minute)


def closed_times(
    whose: HasGroup,
    kind: ClaimKind,
    keys: Iterable[int],
    starts_at: datetime,
    ends_at: datetime,
) -> dict[int, list[Closed]]:
    """Return, by key, the stretches closed by hand between two moments.

    Those where a booking still stands are among them.
    """
    things = list(keys)
    found = [t.claim_id for t in taken(whose, ((kind, k) for k in things), starts_at, ends_at)]
    column = "member" if kind == ClaimKind.MEMBER else "resource"
    waiting = Q(is_held=False, kind=kind, **{f"{column}__in": things})
    by_hand = ResourceClaim.objects.of(whose).filter(
        Q(pk__in=found) | waiting, appointment=None
    )
    closed: dict[int, list[Closed]] = {}
    for claim in by_hand.order_by("span"):
        if claim.starts_at < ends_at and starts_at < claim.ends_at:
            line = Closed(claim.starts_at, claim.ends_at, claim.reason, claim.pk)
            closed.setdefault(claim.key or 0, []).append(line)
    return closed
