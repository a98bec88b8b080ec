"""Orders as a workbook: one row per line, so that sums can be made."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.billing.models import OrderLine
from hebe.jobs.exports import Columns, Sheet
from hebe.tenancy.words import advisor_word


def _columns(_actor: Actor) -> Columns:
    return [
        (_("Order"), lambda line: line.order.number),
        (_("Day"), lambda line: line.order.day.isoformat()),
        (_("Store"), lambda line: line.order.store.name),
        (_("Customer"), lambda line: line.order.customer.name),
        (_("Member number"), lambda line: line.order.customer.member_no),
        (
            str(advisor_word),
            lambda line: line.order.advisor.name if line.order.advisor else "",
        ),
        (_("Doctor"), lambda line: line.order.doctor.name if line.order.doctor else ""),
        (_("Channel"), lambda line: line.order.channel.name if line.order.channel else ""),
        (_("State"), lambda line: line.order.get_state_display()),
        (_("Item"), lambda line: line.name),
        (_("Bundle"), lambda line: line.bundle_name),
        (_("Second sale"), lambda line: _("Yes") if line.is_second_sale else ""),
        (_("Quantity"), lambda line: line.quantity),
        (_("List price (yuan)"), lambda line: line.list_fen / 100),
        (_("Unit price (yuan)"), lambda line: line.price_fen / 100),
        (_("Amount (yuan)"), lambda line: line.amount_fen / 100),
    ]


def _lines(actor: Actor, keys: Sequence[int]) -> Iterable[OrderLine]:
    rows: Iterable[OrderLine] = (
        OrderLine.objects.reached(actor, "billing.export")
        .filter(order__in=keys)
        .select_related(
            "order__store", "order__customer", "order__advisor", "order__doctor",
            "order__channel",
        )
        .order_by("order_id", "pk")
    )  # fmt: skip
    return rows


ORDERS = Sheet("orders", gettext_lazy("Orders"), "billing.export", _columns, _lines)
