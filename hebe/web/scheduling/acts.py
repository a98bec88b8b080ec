"""One appointment: look, move, confirm, cancel, no-show."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hebe.access.actor import Actor
from hebe.customers.queries import alerts, card_of, get_customer
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling import queries, services
from hebe.scheduling.choices import MOVED, OFF_DUTY, TO_COME, Status
from hebe.scheduling.errors import Unfit
from hebe.scheduling.models import Appointment
from hebe.scheduling.queries import Wish, performers
from hebe.web.scheduling.looks import look_of
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

WHAT = {
    MOVED: "calendar-repeat",
    OFF_DUTY: "user-exclamation",
    Status.CONFIRMED: "calendar-check",
    Status.CANCELLED: "calendar-x",
    Status.NO_SHOW: "calendar-off",
}


def _page(
    request: HttpRequest, actor: Actor, found: Appointment, refusal: Refused | None = None
) -> HttpResponse:
    context = {
        "a": found,
        **look_of(found),
        "customer": card_of(actor, found.customer),
        "alerts": alerts(actor, found.customer),
        "changes": [_change(change) for change in queries.changes_of(actor, found)],
        "is_open": found.status in TO_COME,
        "has_begun": found.starts_at <= clock.now(),
        "refusal": refusal,
        "advice": refusal.advice if refusal else "",
    }
    name = "_appointment" if is_htmx(request) else "appointment"
    status = refusal.status if refusal else 200
    return render(request, f"scheduling/{name}.html", context, status=status)


def _change(change: Any) -> dict[str, Any]:
    labels = {**dict(Status.choices), MOVED: _("Moved"), OFF_DUTY: _("Outside the roster")}
    label = labels.get(change.what, change.what)
    icon = WHAT.get(change.what, "calendar-event")
    return {"row": change, "label": label, "icon": icon, "was": _was(change)}


def _was(change: Any) -> Any:
    start = change.before.get("starts_at") if change.what == MOVED else None
    return moment_of(start, "UTC") if start else None


@require_GET
@screen("scheduling.view")
def appointment(request: HttpRequest, actor: Actor, appointment_id: int) -> HttpResponse:
    """Show an appointment with what can be done."""
    return _page(request, actor, queries.get_appointment(actor, appointment_id))


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
    kind, _dash, key = new.partition("-")
    if old == new or not key.isdigit() or not old.startswith(f"{kind}-"):
        return {}
    fields = ("doctor", "advisor") if kind == "member" else ("room", "device")
    was = old.partition("-")[2]
    return {f"{f}_id": int(key) for f in fields if str(getattr(found, f"{f}_id")) == was}


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
            person, starts_at = slot_sent(request, found.store.timezone)
            moved = services.reschedule_appointment(
                actor,
                appointment_id=appointment_id,
                starts_at=starts_at,
                doctor_id=person if found.item.needs_doctor else None,
                advisor_id=None if found.item.needs_doctor else person,
                reason=sent(request, "reason")[:200],
                off_duty_reason=sent(request, "off_duty_reason")[:200],
                guardian_present="guardian" in request.POST,
            )
        except Refused as no:
            refusal = no
        else:
            return go(request, way_back(request, moved), _("The appointment was moved."))
    context = _reschedule_form(request, actor, found) | {"refusal": refusal}
    context["advice"] = refusal.advice if refusal else ""
    name = "_reschedule" if is_htmx(request) else "reschedule"
    status = refusal.status if refusal else 200
    return render(request, f"scheduling/{name}.html", context, status=status)


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


@require_POST
@screen("scheduling.book")
def confirm(request: HttpRequest, actor: Actor, appointment_id: int) -> HttpResponse:
    """She said she will come."""
    services.confirm_appointment(actor, appointment_id=appointment_id)
    found = queries.get_appointment(actor, appointment_id)
    return go(request, way_back(request, found), _("Confirmed."))


@require_POST
@screen("scheduling.cancel")
def cancel(request: HttpRequest, actor: Actor, appointment_id: int) -> HttpResponse:
    """Cancel with a reason; the slot becomes free."""
    found = queries.get_appointment(actor, appointment_id)
    try:
        services.cancel_appointment(
            actor, appointment_id=appointment_id, reason=sent(request, "reason")
        )
    except Refused as refusal:
        return _page(request, actor, found, refusal)
    return go(request, way_back(request, found), _("Cancelled; the time is free again."))


@require_POST
@screen("scheduling.cancel")
def no_show(request: HttpRequest, actor: Actor, appointment_id: int) -> HttpResponse:
    """She did not come."""
    found = queries.get_appointment(actor, appointment_id)
    services.mark_no_show(actor, appointment_id=appointment_id)
    return go(request, way_back(request, found), _("Noted as a no-show."))


@require_GET
@screen("scheduling.view")
def of_customer(request: HttpRequest, actor: Actor, customer_id: int) -> HttpResponse:
    """List a customer's appointments for her file."""
    she = get_customer(actor, customer_id)
    rows = [{"a": a, **look_of(a)} for a in queries.of_customer(actor, she.pk)]
    context = {"rows": rows, "customer_id": customer_id}
    return render(request, "scheduling/_of_customer.html", context)
