"""The list of orders."""

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.access.queries import my_stores
from hebe.billing.models import Order
from hebe.kernel.errors import Text
from hebe.tenancy.words import advisor_word
from hebe.web.billing import cells
from hebe.web.cells import field
from hebe.web.tables import Column, Filter, Table


def _stores(actor: Actor) -> list[tuple[str, Text]]:
    return [(str(store.pk), store.name) for store in my_stores(actor)]


class OrdersTable(Table):
    """Orders, the latest business day first."""

    key = "orders"
    model = Order
    columns = (
        Column("number", _("Order"), cells.number, sort="number"),
        Column("customer", _("Customer"), cells.customer),
        Column("items", _("Items"), cells.items),
        Column("advisor", advisor_word, field("advisor.name")),
        Column("total", _("Total"), cells.total, sort="total_fen", align="r"),
        Column("due", _("Still due"), cells.due, align="r"),
        Column("state", _("State"), cells.state),
        Column("store", _("Store"), field("store.name"), default=False),
        Column("doctor", _("Doctor"), field("doctor.name"), default=False),
        Column("channel", _("Channel"), field("channel.name"), default=False),
        Column("day", _("Day"), cells.day, sort="day"),
    )
    filters = (
        Filter("q", _("Order number or customer"), kind="text", field="words"),
        Filter("state", _("State")),
        Filter("store", _("Store"), choices=_stores),
        Filter("day", _("Day"), kind="days"),
        Filter("total", _("Total"), kind="money"),
    )
    default_sort = "-day"
    export = "billing:export"
    filter_url = "billing:filter"
    empty_title = _("No orders")
    empty_text = _("Orders are made from a doctor's signed plan, or at the till.")
