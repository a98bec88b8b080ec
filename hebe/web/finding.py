"""The search box that is everywhere: customers, what they have open, places and acts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.queries import order_list
from hebe.customers.queries import Hit
from hebe.customers.services import find_customers
from hebe.kernel import clock, pinyin
from hebe.kernel.errors import Text
from hebe.scheduling.choices import TO_COME
from hebe.scheduling.queries import appointments
from hebe.web.nav import MAP
from hebe.web.screen import screen

SHOWN = 4  # of each kind but customers


@dataclass(frozen=True, slots=True)
class Way:
    """A place to go or an act to begin, and the words it answers to."""

    label: Text
    url: str
    icon: str
    permission: str
    in_drawer: bool = False

    @property
    def address(self) -> str:
        """Return where it leads."""
        return reverse(self.url)

    def answers(self, text: str) -> bool:
        """Say whether the typed text is part of its name, or of its pinyin initials."""
        label = str(self.label)
        return text in label.lower() or text in pinyin.initials(label)


ACTS = (
    Way(_("New customer"), "customers:create", "user-plus", "customers.create", in_drawer=True),
    Way(_("New appointment"), "scheduling:book", "calendar-plus", "scheduling.book"),
    Way(_("Register an arrival"), "visits:arrive", "door-enter", "visits.arrive"),
    Way(_("New order"), "billing:new", "receipt-2", "billing.order"),
    Way(_("New to-do"), "todos:create", "heart-handshake", "todos.create", in_drawer=True),
)
PLACES = tuple(
    Way(entry.label, entry.url, entry.icon, entry.permission)
    for _section, entries in MAP
    for entry in entries
)


def _ways(actor: Actor, text: str, offered: tuple[Way, ...]) -> list[Way]:
    open_to = (way for way in offered if not way.permission or actor.may(way.permission))
    return [way for way in open_to if text and way.answers(text.lower())][:SHOWN]


def _coming(actor: Actor, customers: list[int]) -> list[Any]:
    """Return the next appointments of the customers found."""
    if not customers or not actor.may("scheduling.view"):
        return []
    start, _end = clock.day_bounds(clock.today(actor.zone), actor.zone)
    rows = appointments(actor).filter(customer_id__in=customers, status__in=TO_COME)
    return list(rows.filter(starts_at__gte=start).order_by("starts_at", "pk")[:SHOWN])


def _orders(actor: Actor, customers: list[int], text: str) -> list[Any]:
    """Return the order with this number, and what the customers found have still to pay."""
    if not actor.may("billing.view"):
        return []
    wanted = Q(number=text.upper())
    if customers:
        wanted |= Q(customer_id__in=customers, state=State.OPEN)
    return list(order_list(actor).filter(wanted)[:SHOWN])


def _customers(actor: Actor, text: str) -> list[Hit]:
    return find_customers(actor, text) if actor.may("customers.view") else []


@require_GET
@screen()
def palette(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show what the typed text finds, best first."""
    text = request.GET.get("q", "").strip()[:60]
    hits = _customers(actor, text)
    keys = [hit.card.id for hit in hits if hit.within_reach]
    context = {
        "text": text,
        "hits": hits,
        "appointments": _coming(actor, keys),
        "orders": _orders(actor, keys, text),
        "places": _ways(actor, text, PLACES),
        "acts": _ways(actor, text, ACTS),
    }
    return render(request, "web/_found.html", context)
