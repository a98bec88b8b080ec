"""Book: customer, item, people, then a time that is really free."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.catalog.models import Item
from hebe.catalog.queries import get_item, items_at
from hebe.customers.queries import alerts, card_of, get_customer, search
from hebe.kernel.errors import Invalid, Refused
from hebe.scheduling.choices import Source
from hebe.scheduling.hours import diary_day
from hebe.scheduling.models import Appointment
from hebe.scheduling.queries import Wish, store_of
from hebe.scheduling.services import book_appointment
from hebe.staff.choices import Post
from hebe.staff.queries import members_at
from hebe.tenancy.models import Store
from hebe.web.scheduling.reading import (
    asks,
    day_from,
    key_of,
    moment_of,
    off_duty_form,
    sent,
    slot_sent,
    way_back,
)
from hebe.web.scheduling.seats import Seats, seats_of
from hebe.web.scheduling.times import times_for
from hebe.web.screen import go, is_htmx, screen

CARRIED = ("item", "doctor", "companion", "room", "device", "day", "start")


@screen("scheduling.book")
def book(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Fill in and send a booking; a refusal keeps all that was chosen."""
    store = store_of(actor, None)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            booked = _send(request, actor, store)
        except Refused as no:
            refusal = no
        else:
            text = _("Booked: %(name)s.") % {"name": booked.customer.name}
            return go(request, way_back(request, booked), text)
    context = _form(request, actor, store) | {"refusal": refusal}
    context |= {"advice": refusal.advice, "ask": asks(refusal)} if refusal else {}
    page = "scheduling/_book.html" if is_htmx(request) else "scheduling/book.html"
    return render(request, page, context, status=refusal.status if refusal else 200)


@require_GET
@screen("scheduling.book")
def choices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Return what can be chosen after one choice changed."""
    store = store_of(actor, None)
    return render(request, "scheduling/_choices.html", _form(request, actor, store))


@require_GET
@screen("scheduling.book")
def find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Offer the customers that the typed text finds, each leading on to her booking."""
    words = request.GET.get("q", "")
    context = {
        "words": words.strip(),
        "hits": _hits(actor, words),
        "carried": _carried(request),
    }
    return render(request, "scheduling/_found.html", context)


def _hits(actor: Actor, words: str) -> list[Any]:
    return [hit for hit in search(actor, words, 8) if hit.within_reach] if words else []


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, sent(request, name)) for name in CARRIED if sent(request, name)]


def _send(request: HttpRequest, actor: Actor, store: Store) -> Appointment:
    customer_id, item_id = key_of(request, "customer"), key_of(request, "item")
    if customer_id is None:
        raise Invalid("customer", _("Choose the customer."))
    if item_id is None:
        raise Invalid("item", _("Choose the item."))
    member, starts_at = slot_sent(request, store)
    seats = seats_of(
        request, actor, store, get_item(actor, item_id), diary_day(store, starts_at)
    )
    return book_appointment(
        actor,
        store_id=store.pk,
        customer_id=customer_id,
        item_id=item_id,
        starts_at=starts_at,
        advisor_id=_companion(request, seats),
        chosen=seats.led_by(member),
        source=sent(request, "source") or Source.FRONT_DESK,
        note=sent(request, "note")[:200],
        guardian_present="guardian" in request.POST,
        reason=sent(request, "reason")[:200],
        off_duty_reason=sent(request, "off_duty_reason")[:200],
    )


def _form(request: HttpRequest, actor: Actor, store: Store) -> dict[str, Any]:
    customer_id = key_of(request, "customer")
    customer = get_customer(actor, customer_id) if customer_id else None
    item_id = key_of(request, "item")
    item = get_item(actor, item_id) if item_id else None
    words = request.GET.get("q", "")
    day = day_from(sent(request, "show") or sent(request, "day") or sent(request, "start"),
                   store.timezone)  # fmt: skip
    context: dict[str, Any] = {
        "store": store,
        "customer": card_of(actor, customer, at=[store.pk]) if customer else None,
        "alerts": alerts(actor, customer, at=[store.pk]) if customer else [],
        "words": words,
        "hits": _hits(actor, words) if customer is None else [],
        "carried": _carried(request),
        "items": items_at(actor, store).order_by("category__position", "category_id", "name"),
        "item": item,
        "day": day,
        "sources": Source.choices,
        "source": sent(request, "source"),
        "note": sent(request, "note"),
        "guardian": "guardian" in request.POST,
        "reason": sent(request, "reason"),
        "off": off_duty_form(request, actor, store),
    }
    if item is not None:
        context |= _people_and_times(request, actor, store, item, day, customer_id)
    return context


def _people_and_times(
    request: HttpRequest,
    actor: Actor,
    store: Store,
    item: Item,
    day: date,
    customer_id: int | None,
) -> dict[str, Any]:
    seats = seats_of(request, actor, store, item, day)
    wish = Wish(
        companion_id=_companion(request, seats), customer_id=customer_id, chosen=seats.chosen
    )
    return {
        "seats": seats,
        "companions": members_at(actor, store, day, (Post.ADVISOR, Post.NURSE)),
        "wish": wish,
        "times": times_for(
            actor, store, item, day, wish, picked=_picked(request, store.timezone),
            shows_people=seats.lead is not None and seats.lead.chosen is None,
        ),
    }  # fmt: skip


def _companion(request: HttpRequest, seats: Seats) -> int | None:
    """Return who comes along where the item itself does not say."""
    return None if seats.accompanied else key_of(request, "companion")


def _picked(request: HttpRequest, zone: str) -> datetime | None:
    text = sent(request, "slot").partition("@")[2] or sent(request, "start")
    try:
        return moment_of(text, zone) if text else None
    except Invalid:
        return None
