"""The rows behind a number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from hebe.access.actor import Actor, requires
from hebe.access.queries import stores_in_reach
from hebe.analytics.queries.credits import SOURCES, Span
from hebe.analytics.queries.numbers import own_members
from hebe.kernel.errors import NotFound

MOST = 200
NOBODY = 0  # as a person: what is credited to nobody
PARTS = {"average": ("deals",), "units": ("deals", "consults", "treatments")}


@dataclass(frozen=True, slots=True)
class Behind:
    """One counted row: when, which customer, what, and the sum in fen where it is money."""

    source: str
    at: datetime
    who: str
    what: str
    fen: int | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """How the rows of a source are told: ordered by `at`, fetched with `related`."""

    at: str
    related: tuple[str, ...]
    who: Callable[[Any], str]
    what: Callable[[Any], str]
    fen: Callable[[Any], int | None] = lambda _row: None


def _customer(row: Any) -> str:
    return str(row.customer.name)


TELLINGS = {
    "bookings": Telling(
        "starts_at", ("customer", "item"), _customer, lambda r: str(r.item.name)
    ),
    "arrivals": Telling("arrived_at", ("customer",), _customer, lambda r: str(r.purpose)),
    "deals": Telling(
        "paid_at", ("customer",), _customer, lambda r: str(r.number), lambda r: int(r.total_fen)
    ),
    "revenue": Telling(
        "received_at",
        ("order__customer",),
        lambda r: str(r.order.customer.name),
        lambda r: str(r.get_method_display()),
        lambda r: int(r.amount_fen),
    ),
    "consults": Telling("arrived_at", ("customer",), _customer, lambda r: str(r.purpose)),
    "treatments": Telling(
        "started_at", ("customer", "item"), _customer, lambda r: str(r.item.name)
    ),
}


@requires("analytics.view")
def drill(
    actor: Actor,
    metric: str,
    since: date,
    until: date,
    *,
    store_id: int | None = None,
    person: int | None = None,
) -> list[Behind]:
    """Return the rows behind a number of the group, a store or a person, newest first.

    At most 200; who sees only her own numbers gets only her own rows. NotFound for a metric
    that does not exist, or a store whose numbers the actor does not see.
    """
    stores = [s for s in stores_in_reach(actor, "analytics.view") if store_id in {None, s.pk}]
    parts = PARTS.get(metric, (metric,))
    if not stores or not set(parts) <= set(SOURCES):
        raise NotFound
    wanted, span = rows_within(actor, person), Span.at(stores, since, until)
    found = [row for part in parts for row in _rows(actor, part, span, wanted)]
    return sorted(found, key=lambda row: row.at, reverse=True)[:MOST]


def rows_within(actor: Actor, person: int | None = None) -> Q:
    """Return the rows within reach, of a person or of all; an own reader sees only hers."""
    only, whole = own_members(actor), actor.grants["analytics.view"].whole
    if only is None:
        return _of(person)
    mine = Q(person__in=only)
    return (mine | Q(store_id__in=whole)) & _of(person) if whole else mine


def _of(person: int | None) -> Q:
    if person is None:
        return Q()
    return Q(person__isnull=True) if person == NOBODY else Q(person=person)


def _rows(actor: Actor, key: str, span: Span, wanted: Q) -> list[Behind]:
    how, source = TELLINGS[key], SOURCES[key]
    rows = source.rows(actor, span).filter(wanted)
    if not source.counts_nobody:
        rows = rows.filter(person__isnull=False)
    rows = rows.select_related(*how.related).order_by(f"-{how.at}")
    return [
        Behind(key, getattr(row, how.at), how.who(row), how.what(row), how.fen(row))
        for row in rows[:MOST]
    ]
