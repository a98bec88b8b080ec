"""What orders can be asked, and what customers can be asked of their orders."""

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.models import Order, OrderLine
from hebe.billing.queries import order_list
from hebe.catalog.models import Category, Item, Product
from hebe.customers.models import Channel, Customer
from hebe.customers.queries import customers, keys_named
from hebe.filters import Field, borrow, register, subject
from hebe.filters.build import (
    by_day,
    chosen,
    containing,
    held,
    marked,
    ranged,
    rows_of,
    words_of,
)
from hebe.staff.models import Member
from hebe.tenancy.models import Store

VIEW = "billing.view"


def _named(actor: Actor, _op: str, value: Any) -> Q:
    found = Q(number__icontains=value) | Q(customer__name__icontains=value)
    if actor.may("customers.view"):
        found |= Q(customer_id__in=keys_named(actor, value))
    return found


def _due(_actor: Actor, op: str, value: Any) -> Q:
    low, high = value if op == "between" else (value, value)
    found = Q(state=State.OPEN)
    if op != "at_most":
        found &= Q(total_fen__gte=F("paid_fen") + low)
    if op != "at_least":
        found &= Q(total_fen__lte=F("paid_fen") + high)
    return found


def _lines(actor: Actor) -> Any:
    return OrderLine.objects.of(actor)


def _bought(actor: Actor) -> Any:
    within = order_list(actor).exclude(state=State.CANCELLED).order_by()
    return OrderLine.objects.of(actor).filter(order__in=within.values("pk"))


def _ordered(actor: Actor) -> Any:
    return order_list(actor).exclude(state=State.CANCELLED)


def _unpaid(actor: Actor, op: str, _value: Any) -> Q:
    owing = order_list(actor).filter(state=State.OPEN, total_fen__gt=F("paid_fen")).order_by()
    those = Q(pk__in=owing.values("customer_id"))
    return those if op == "yes" else ~those


ADVISORS, DOCTORS = rows_of(Member, post="advisor"), rows_of(Member, post="doctor")
SECOND = held(_lines, "order_id", Q(is_second_sale=True))
subject("orders", Order, VIEW, order_list)
register(
    Order,
    Field("state", _("state"), "choice", chosen("state"), words_of(State), always=True),
    Field("day", pgettext_lazy("order", "day"), "day", by_day("day"), always=True),
    Field("paid", _("paid on"), "day", by_day("paid_at", instant=True)),
    Field("total", _("total"), "money", ranged("total_fen")),
    Field("due", _("still due"), "money", _due),
    Field("received", _("received"), "money", ranged("paid_fen")),
    Field("item", _("item"), "tags", marked(_lines, "order_id", "item_id"), rows_of(Item)),
    Field("category", _("category"), "tags", marked(_lines, "order_id", "item__category_id"),
          rows_of(Category)),
    Field("product", _("product"), "tags", marked(_lines, "order_id", "product_id"),
          rows_of(Product)),
    Field("advisor", _("advisor"), "choice", chosen("advisor_id"), ADVISORS),
    Field("doctor", _("doctor"), "choice", chosen("doctor_id"), DOCTORS),
    Field("store", _("store"), "choice", chosen("store_id"), rows_of(Store), always=True),
    Field("channel", _("channel"), "choice", chosen("channel_id"), rows_of(Channel)),
    Field("second_sale", _("with a second sale"), "flag", SECOND),
    Field("cancelled", _("called off on"), "day",
          by_day("cancellation__at", instant=True)),
    Field("words", _("order number or customer"), "search", _named),
    Field("number", _("order number"), "text", containing("number")),
)  # fmt: skip
borrow(
    Order, "customer.", Customer, pgettext_lazy("filter", "customer"), "customer", customers,
    "customers.view",
)  # fmt: skip
register(
    Customer,
    Field("ordered", _("bought something on"), "day",
          by_day("day").of(_ordered, "customer_id"), right=VIEW),
    Field("bought", _("bought"), "tags", marked(_bought, "order__customer_id", "item_id"),
          rows_of(Item), right=VIEW),
    Field("unpaid", _("has something to pay"), "flag", _unpaid, right=VIEW),
)  # fmt: skip
