"""One number, day by day."""

from datetime import date, timedelta

from django.db.models import Sum

from hebe.access.actor import Actor, requires
from hebe.access.queries import stores_in_reach
from hebe.analytics.queries.credits import SOURCES, Span
from hebe.analytics.queries.drill import rows_within


@requires("analytics.view")
def received_by_day(
    actor: Actor, since: date, until: date, *, store_id: int | None = None
) -> list[tuple[date, int]]:
    """Return what was received on each day, both ends included, as far as one sees; in fen.

    A day without payments is 0; one on which more was given back than taken is negative.
    """
    stores = [s for s in stores_in_reach(actor, "analytics.view") if store_id in {None, s.pk}]
    rows = SOURCES["revenue"].rows(actor, Span(stores, since, until))
    rows = rows.filter(rows_within(actor)).order_by().values_list("day")
    received = dict(rows.annotate(fen=Sum("amount_fen")))
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return [(day, received.get(day, 0)) for day in days]
