"""Move an appointment: by a drag on the calendar, or by choosing another time."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hebe.access.actor import Actor
from hebe.customers.queries import card_of
from hebe.kernel.errors import Refused
from hebe.scheduling import queries, services
from hebe.scheduling.errors import Unfit
from hebe.scheduling.models import Appointment
from hebe.scheduling.queries import Wish, performers
from hebe.web.forms import key_in
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
    """Return which person, room or device a drag from one column to another exchanges."""
    old, new = sent(request, "from"), sent(request, "to")
    kind, _dash, number = new.partition("-")
    key = key_in(number)
    if old == new or key is None or not old.startswith(f"{kind}-"):
        return {}
    fields = ("doctor", "advisor") if kind == "member" else ("room", "device")
    was = old.partition("-")[2]
    return {f"{f}_id": key for f in fields if str(getattr(found, f"{f}_id")) == was}


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
    person, starts_at = slot_sent(request, found.store.timezone)
    return services.reschedule_appointment(
        actor,
        appointment_id=found.pk,
        starts_at=starts_at,
        doctor_id=person if found.item.needs_doctor else None,
        advisor_id=None if found.item.needs_doctor else person,
        reason=sent(request, "reason")[:200],
        off_duty_reason=sent(request, "off_duty_reason")[:200],
        guardian_present="guardian" in request.POST,
    )


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
    able = performers(actor, store, item, day)
    present = found.doctor_id if item.needs_doctor else found.advisor_id
    named = key_of(request, "doctor") if "doctor" in request.GET else present
    if request.method == "POST":
        named = key_of(request, "doctor")
    doctor = named if named in {m.pk for m in able} else None
    wish = Wish(
        doctor_id=doctor,
        companion_id=found.advisor_id if item.needs_doctor else None,
        customer_id=found.customer_id,
        besides=found.pk,
    )
    return {
        "a": found,
        "customer": card_of(actor, found.customer),
        "able": able,
        "wish": wish,
        "guardian": "guardian" in request.POST,
        "reason": sent(request, "reason"),
        "times": times_for(actor, store, item, day, wish),
        "off": off_duty_form(request, actor, store),
    }
