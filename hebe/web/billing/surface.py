"""What the till and the orders show of themselves."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.queries import open_orders, order_list
from hebe.web.billing.discounts import PART
from hebe.web.counts import WAITING, Waiting
from hebe.web.customers import panels as of_customer
from hebe.web.finding import ACTS, KINDS, SHOWN, Kind, Search, Way
from hebe.web.nav import ENTRIES, Entry
from hebe.web.settings import SETTINGS, Setting
from hebe.web.todos.layouts import (
    ADVISOR,
    FRONT,
    LEAD,
    NUMBERS,
    PANELS,
    TILL,
    Laid,
    Number,
    main,
    side,
)
from hebe.web.todos.panels import figures, money
from hebe.web.todos.parts import PARTS

VIEW = "billing.view"


def _thumb_of_till(actor: Actor) -> int:
    """Return where the till is on the phone: first for whoever cashes and does not book."""
    return 15 if actor.may("payments.take") and not actor.may("scheduling.book") else 50


def _unpaid(actor: Actor) -> QuerySet[Any]:
    return open_orders(actor, store_id=actor.store_id or 0)


def _orders(search: Search) -> list[Any]:
    """Return the order with this number, and what the people found have still to pay."""
    wanted = Q(number=search.text.upper())
    if search.people:
        wanted |= Q(customer_id__in=search.people, state=State.OPEN)
    return list(order_list(search.actor).filter(wanted)[:SHOWN])


ENTRIES.add(
    Entry(
        "billing:till", _("Till"), "cash-register", "payments.view", position=40,
        thumb=_thumb_of_till,
    ),
    Entry("billing:list", _("Orders"), "receipt-2", VIEW, "customers", 30),
)  # fmt: skip
WAITING.add(Waiting("billing:till", _unpaid, VIEW))
PARTS.add(PART)
SETTINGS.add(
    Setting(
        "billing:limits", _("Discount limits"),
        _("How much off the list each role may give of its own accord."),
        "discount", "billing.limits", 60,
    )
)  # fmt: skip
KINDS.add(Kind("orders", _orders, "billing/_palette.html", VIEW, 30))
ACTS.add(Way("billing:new", _("New order"), "receipt-2", "billing.order", position=40))
of_customer.PANELS.add(
    of_customer.Panel("billing:of_customer", _("Orders"), VIEW, of_customer.SIDE, 10)
)
PANELS.add(
    Laid("to pay", money.to_pay, {TILL: main(10)}),
    Laid("takings", money.takings, {TILL: side(20)}),
)
NUMBERS.add(
    Number("received", figures.taken_in, {TILL: 10, FRONT: 40, LEAD: 40}),
    Number("still to pay", figures.due, {TILL: 20}),
    Number("deals", figures.sold, {LEAD: 30}),
    Number("my deals", figures.deals, {ADVISOR: 40}),
)
