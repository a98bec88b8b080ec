"""Orders as an Excel sheet: one row per line, so that sums can be made."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.billing.events import OrdersExported
from hebe.billing.models import OrderLine
from hebe.billing.queries import OWN
from hebe.jobs.sheets import workbook
from hebe.journal.publish import publish

PART = 1000
Progress = Callable[[int], object]


def _columns() -> list[tuple[str, Callable[[OrderLine], Any]]]:
    return [
        (_("Order"), lambda line: line.order.number),
        (_("Day"), lambda line: line.order.day.isoformat()),
        (_("Store"), lambda line: line.order.store.name),
        (_("Customer"), lambda line: line.order.customer.name),
        (_("Member number"), lambda line: line.order.customer.member_no),
        (_("Advisor"), lambda line: line.order.advisor.name if line.order.advisor else ""),
        (_("Doctor"), lambda line: line.order.doctor.name if line.order.doctor else ""),
        (_("Channel"), lambda line: line.order.channel.name if line.order.channel else ""),
        (_("State"), lambda line: line.order.get_state_display()),
        (_("Item"), lambda line: line.name),
        (_("Second sale"), lambda line: _("Yes") if line.is_second_sale else ""),
        (_("Quantity"), lambda line: line.quantity),
        (_("List price (yuan)"), lambda line: line.list_fen / 100),
        (_("Unit price (yuan)"), lambda line: line.price_fen / 100),
        (_("Amount (yuan)"), lambda line: line.amount_fen / 100),
    ]


@requires("billing.export")
@transaction.atomic
def export_orders(
    actor: Actor, *, order_ids: Iterable[int], progress: Progress = bool
) -> bytes:
    """Return an Excel file of the lines of these orders within reach, by order.

    `progress` is told how many orders are written. That it was done stays in the audit trail.
    """
    keys, columns = sorted(order_ids), _columns()
    rows = ([cell(line) for _name, cell in columns] for line in _lines(actor, keys, progress))
    book = workbook([name for name, _cell in columns], rows, title=_("Orders"))
    publish(actor, OrdersExported(len(keys)))
    return book


def _lines(actor: Actor, keys: list[int], progress: Progress) -> Iterable[OrderLine]:
    reach = actor.scope("billing.export", store="order__store_id", own=_own())
    rows = (
        OrderLine.objects.of(actor)
        .filter(reach)
        .select_related(
            "order__store", "order__customer", "order__advisor", "order__doctor",
            "order__channel",
        )
        .order_by("order_id", "pk")
    )  # fmt: skip
    for start in range(0, len(keys), PART):
        yield from rows.filter(order__in=keys[start : start + PART])
        progress(min(start + PART, len(keys)))


def _own() -> str:
    return " ".join(f"order__{path}" for path in OWN.split())
