"""One number, day by day."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum

from hebe.access.actor import Actor, requires
from hebe.access.queries import stores_in_reach
from hebe.analytics.queries.credits import SOURCES, Span
from hebe.analytics.queries.drill import rows_within
from hebe.payments.models import Tender


@requires("analytics.view")
def received_by_day(
    actor: Actor, since: date, until: date, *, store_id: int | None = None
) -> list[tuple[date, int]]:
    """Return what was received on each day, both ends included, as far as one sees; in fen.

    A day without payments is 0; one on which more was given back than taken is negative.
    """
    stores = [s for s in stores_in_reach(actor, "analytics.view") if store_id in {None, s.pk}]
    span = Span.at(stores, since, until)
    rows: QuerySet[Any] = Tender.objects.reached(actor, "analytics.view").filter(span.days())
    if actor.grants["analytics.view"].own:  # whose it is stands with the order
        rows = SOURCES["revenue"].rows(actor, span).filter(rows_within(actor))
    by_day = rows.order_by().values_list("day").annotate(fen=Sum("amount_fen"))
    received = dict(by_day)
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return [(day, received.get(day, 0)) for day in days]
