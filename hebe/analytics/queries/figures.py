"""A number of today and of this month, by the one definition that every page uses."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum, Value

from hebe.access.actor import Actor
from hebe.access.ready import ready
from hebe.analytics.queries.credits import SOURCES, Span
from hebe.analytics.rules import average_fen
from hebe.tenancy.models import Store


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, and how much money in fen, today and this month up to today."""

    today: int = 0
    month: int = 0
    today_fen: int = 0
    month_fen: int = 0

    @property
    def average_fen(self) -> int:
        """Return what one of today's comes to on average, in whole fen."""
        return average_fen(self.today_fen, self.today)


def figure_of(
    actor: Actor, key: str, stores: tuple[Store, ...], day: date, *, person: int | None = None
) -> Figure:
    """Return a source's figure at these stores; of one person alone when `person` is given.

    `key` is one of SOURCES: deals, revenue, treatments and so on. One query. Who may look is
    for the caller to say: what one did oneself, or a store within reach.
    """
    places = tuple((store.pk, store.timezone) for store in stores)
    found = next(iter(_asked(actor, key, places, day, person)), None)
    return Figure(*found) if found else Figure()


@ready()
def _asked(
    actor: Actor, key: str, places: tuple[tuple[int, str], ...], day: date, person: int | None
) -> Any:
    source, span = SOURCES[key], Span(places, day, day, day.replace(day=1))
    now = span.now(source.moment)
    rows = source.rows(actor, span).order_by()
    if person is not None:
        rows = rows.filter(person=person)
    fen = source.column or Value(0)
    sums = rows.annotate(of_all=Value(1)).values("of_all").annotate(
        today=Count("pk", filter=now), month=Count("pk"),
        today_fen=Sum(fen, filter=Q(now), default=0), month_fen=Sum(fen, default=0),
    )  # fmt: skip
    return sums.values_list("today", "month", "today_fen", "month_fen")
