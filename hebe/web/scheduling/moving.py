"""Move an appointment: by a drag on the calendar, or by choosing another time."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hebe.access.actor import Actor
from hebe.catalog.choices import NeedKind
from hebe.customers.queries import card_of
from hebe.kernel.errors import Refused
from hebe.scheduling import queries, services
from hebe.scheduling.errors import Unfit
from hebe.scheduling.hours import diary_day
from hebe.scheduling.models import Appointment
from hebe.scheduling.parts import parts_now
from hebe.scheduling.queries import Wish
from hebe.web.forms import key_in
from hebe.web.scheduling.reading import (
    asks,
    day_from,
    moment_of,
    off_duty_form,
    sent,
    slot_sent,
    way_back,
)
from hebe.web.scheduling.seats import Seats, seats_of
from hebe.web.scheduling.times import times_for
from hebe.web.screen import go, is_htmx, screen


@require_POST
@screen("scheduling.book")
def move(request: HttpRequest, actor: Actor, appointment_id: int) -> HttpResponse:
    """Answer a drag: moved, or why not and when it would fit (the block then snaps back)."""
    found = queries.get_appointment(actor, appointment_id)
    zone = found.store.timezone
    try:
        expected = sent(request, "expected")
        services.reschedule_appointment(
            actor,
            appointment_id=appointment_id,
            starts_at=moment_of(sent(request, "starts_at"), zone),
            reason=sent(request, "reason")[:200],
            off_duty_reason=sent(request, "off_duty_reason")[:200],
            expected_start=moment_of(expected, zone) if expected else None,
            **_swapped(request, found),
        )
    except Refused as refusal:
        return JsonResponse(_why(found, refusal), status=refusal.status)
    return JsonResponse({"said": _("%(name)s was moved.") % {"name": found.customer.name}})


def _swapped(request: HttpRequest, found: Appointment) -> dict[str, Any]:
    """Return whom or what a drag from one column to another exchanges, in whatever part."""
    old, new = sent(request, "from"), sent(request, "to")
    kind, _dash, number = new.partition("-")
    key, was = key_in(number), key_in(old.partition("-")[2])
    if old == new or key is None or was is None or not old.startswith(f"{kind}-"):
        return {}
    chosen: dict[int, list[int | None]] = {}
    for part in parts_now(found.item, found.parts):
        is_it = part.column == old
        if part.need_id is not None:
            chosen.setdefault(part.need_id, []).append(key if is_it else None)
        elif is_it and part.kind == NeedKind.PERSON:
            return {"advisor_id": key}
        elif is_it:
            return {f"{part.kind}_id": key}
    return {"chosen": chosen}


def _why(found: Appointment, refusal: Refused) -> dict[str, Any]:
    zone = ZoneInfo(found.store.timezone)
    offered = refusal.times if isinstance(refusal, Unfit) else ()
    times = [moment for moment in offered if moment != found.starts_at]
    local = [moment.astimezone(zone) for moment in times]
    stays = _("%(name)s is still at %(time)s, nothing was changed.") % {
        "name": found.customer.name,
        "time": f"{found.starts_at.astimezone(zone):%H:%M}",
    }
    return {
        "message": str(refusal),
        "advice": "" if times else str(refusal.advice),
        "stays": stays,
        "times": [{"at": f"{t:%Y-%m-%dT%H:%M:00}", "label": f"{t:%H:%M}"} for t in local],
        "ask": asks(refusal),
    }


@screen("scheduling.book")
def reschedule(request: HttpRequest, actor: Actor, appointment_id: int) -> HttpResponse:
    """Choose another free time, with the same or another doctor, and say why."""
    found = queries.get_appointment(actor, appointment_id)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            moved = _rescheduled(request, actor, found)
        except Refused as no:
            refusal = no
        else:
            return go(request, way_back(request, moved), _("The appointment was moved."))
    context = _reschedule_form(request, actor, found) | {"refusal": refusal}
    context["advice"] = refusal.advice if refusal else ""
    name = "_reschedule" if is_htmx(request) else "reschedule"
    status = refusal.status if refusal else 200
    return render(request, f"scheduling/{name}.html", context, status=status)


def _rescheduled(request: HttpRequest, actor: Actor, found: Appointment) -> Appointment:
    person, starts_at = slot_sent(request, found.store)
    day = diary_day(found.store, starts_at)
    return services.reschedule_appointment(
        actor,
        appointment_id=found.pk,
        starts_at=starts_at,
        chosen=_seats(request, actor, found, day).exchanged(person),
        reason=sent(request, "reason")[:200],
        off_duty_reason=sent(request, "off_duty_reason")[:200],
        guardian_present="guardian" in request.POST,
    )


def _seats(request: HttpRequest, actor: Actor, found: Appointment, day: date) -> Seats:
    present = parts_now(found.item, found.parts)
    return seats_of(request, actor, found.store, found.item, day, present)


@require_GET
@screen("scheduling.book")
def other_times(request: HttpRequest, actor: Actor, appointment_id: int) -> HttpResponse:
    """Return the time picker anew after the day or the doctor changed."""
    found = queries.get_appointment(actor, appointment_id)
    context = _reschedule_form(request, actor, found)
    return render(request, "scheduling/_other_times.html", context)


def _reschedule_form(request: HttpRequest, actor: Actor, found: Appointment) -> dict[str, Any]:
    store, item = found.store, found.item
    day = day_from(
        sent(request, "show") or sent(request, "day") or found.starts_at.isoformat(),
        store.timezone,
    )
    seats = _seats(request, actor, found, day)
    now = parts_now(found.item, found.parts)
    companion = next((p.member.pk for p in now if p.member and not p.need_id), None)
    wish = Wish(
        companion_id=companion,
        customer_id=found.customer_id,
        besides=found.pk,
        chosen=seats.chosen,
    )
    no_lead = seats.lead is not None and seats.lead.chosen is None
    return {
        "a": found,
        "customer": card_of(actor, found.customer, at=[found.store_id]),
        "seats": seats,
        "wish": wish,
        "guardian": "guardian" in request.POST,
        "reason": sent(request, "reason"),
        "times": times_for(actor, store, item, day, wish, shows_people=no_lead),
        "off": off_duty_form(request, actor, store),
    }
