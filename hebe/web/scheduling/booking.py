"""Book: customer, item, then a time that is really free."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.catalog.models import Item
from hebe.customers.models import Customer
from hebe.customers.queries import alerts, get_customer, search
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound, Refused
from hebe.scheduling.choices import Source
from hebe.scheduling.queries import free_slots, store_of
from hebe.scheduling.services import book_appointment
from hebe.tenancy.models import Store
from hebe.web.scheduling.calendar import day_from
from hebe.web.screen import go, screen


def key_of(request: HttpRequest, name: str) -> int | None:
    """Read a key from what was sent; None when it is absent or none."""
    value = request.POST.get(name) or request.GET.get(name) or ""
    return int(value) if value.isdigit() and len(value) < 19 else None


def moment_of(text: str, zone: str) -> datetime:
    """Read an instant in ISO 8601; a naive one is of the store's zone."""
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:
        raise Invalid("starts_at", _("Choose a time.")) from error
    if moment.tzinfo is None:
        moment = clock.at(moment.date(), moment.time(), zone)
    return moment


def _slots(
    actor: Actor, store: Store, item_id: int | None, day: date, doctor_id: int | None
) -> dict[str, Any]:
    item: Item | None = Item.objects.of(actor).filter(pk=item_id or 0, is_active=True).first()
    if item is None:
        return {"slots": None}
    found = free_slots(actor, store, item, day, doctor_id=doctor_id)
    by_person: dict[int, dict[str, Any]] = {}
    for slot in found:
        row = by_person.setdefault(slot.member.pk, {"member": slot.member, "times": []})
        row["times"].append(slot.starts_at)
    return {"slots": list(by_person.values()), "item": item, "day": day}


@screen("scheduling.book")
def slots(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the free times of a day for an item."""
    store = store_of(actor, None)
    day = day_from(request.GET.get("day", ""), store.timezone)
    context = _slots(actor, store, key_of(request, "item"), day, key_of(request, "doctor"))
    return render(request, "scheduling/_slots.html", context)


@screen("scheduling.book")
def book(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Fill in and send a booking; a refusal keeps all that was chosen."""
    store = store_of(actor, None)
    context: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        status = 422
        try:
            booked = _send(request, actor, store)
        except Refused as refusal:
            context = {"refusal": refusal, "advice": refusal.advice}
        else:
            day = clock.day_of(booked.starts_at, store.timezone)
            address = f"{reverse('scheduling:calendar')}?day={day.isoformat()}"
            return go(request, address, _("The appointment was booked."))
    context |= _form(request, actor, store)
    page = (
        "scheduling/_book.html" if getattr(request, "htmx", False) else "scheduling/book.html"
    )
    return render(request, page, context, status=status)


def _send(request: HttpRequest, actor: Actor, store: Store) -> Any:
    customer_id, item_id = key_of(request, "customer"), key_of(request, "item")
    if customer_id is None:
        raise Invalid("customer", _("Choose the customer."))
    if item_id is None:
        raise Invalid("item", _("Choose the item."))
    person, _sep, starts = request.POST.get("slot", "").partition("@")
    if not starts:
        raise Invalid("slot", _("Choose a time."))
    item: Item | None = Item.objects.of(actor).filter(pk=item_id).first()
    if item is None or not person.isdigit():
        raise NotFound
    member = int(person)
    return book_appointment(
        actor,
        store_id=store.pk,
        customer_id=customer_id,
        item_id=item_id,
        starts_at=moment_of(starts, store.timezone),
        doctor_id=member if item.needs_doctor else None,
        advisor_id=None if item.needs_doctor else member,
        source=request.POST.get("source", Source.FRONT_DESK),
        note=request.POST.get("note", "")[:200],
        guardian_present="guardian" in request.POST,
    )


def _form(request: HttpRequest, actor: Actor, store: Store) -> dict[str, Any]:
    customer_id = key_of(request, "customer")
    customer: Customer | None = get_customer(actor, customer_id) if customer_id else None
    wanted = request.POST.get("day") or request.GET.get("day") or ""
    day = day_from(wanted, store.timezone)
    words = request.GET.get("q", "")
    item_id = key_of(request, "item")
    rows = Item.objects.of(actor).filter(is_active=True).select_related("category")
    return {
        "store": store,
        "chosen": customer,
        "alerts": alerts(actor, customer) if customer else [],
        "found": search(actor, words) if words and customer is None else [],
        "words": words,
        "items": rows.order_by("category__position", "name"),
        "item_id": item_id,
        "day": day,
        "doctor_id": key_of(request, "doctor"),
        "sources": Source.choices,
        "note": request.POST.get("note", ""),
        "picked": request.POST.get("slot", ""),
        **_slots(actor, store, item_id, day, key_of(request, "doctor")),
    }
