"""Reads about money received."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from hebe.access.actor import Actor, requires
from hebe.billing.models import Order
from hebe.billing.queries import order_list
from hebe.payments.choices import Method
from hebe.payments.models import Tender


@dataclass(frozen=True, slots=True)
class Taking:
    """One day's money of one method, in fen; `net_fen` is what the drawer should show."""

    method: str
    label: str
    count: int
    received_fen: int
    given_back_fen: int

    @property
    def net_fen(self) -> int:
        """Return received less given back."""
        return self.received_fen - self.given_back_fen


@requires("payments.view")
def takings(actor: Actor, *, store_id: int, day: date) -> list[Taking]:
    """Return a store's takings of one day by method, every method once, in till order."""
    actor.check("payments.view", store_id)
    received = Q(amount_fen__gt=0)
    rows = (
        Tender.objects.of(actor)
        .filter(store_id=store_id, day=day)
        .values("method")
        .annotate(
            count=Count("pk", filter=received),
            received=Sum("amount_fen", filter=received, default=0),
            given_back=Sum("amount_fen", filter=~received, default=0),
        )
    )
    found = {row["method"]: row for row in rows}
    return [_taking(method, found.get(method.value)) for method in Method]


def _taking(method: Method, row: dict[str, int] | None) -> Taking:
    if row is None:
        return Taking(method.value, str(method.label), 0, 0, 0)
    return Taking(
        method.value, str(method.label), row["count"], row["received"], -row["given_back"]
    )


def tenders_of(actor: Actor, order: Order) -> list[Tender]:
    """Return the payments of an order the actor has already been shown, oldest first."""
    return list(
        Tender.objects.of(actor)
        .filter(order=order)
        .select_related("reversal")
        .order_by("received_at", "pk")
    )


def get_tender(actor: Actor, tender_id: int) -> Tender:
    """Return one payment of an order within reach, or raise NotFound."""
    tender: Tender = (
        Tender.objects.of(actor)
        .filter(order__in=order_list(actor).order_by().values("pk"))
        .select_related("order__store")
        .one(tender_id)
    )
    return tender
