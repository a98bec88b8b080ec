"""One appointment: look, move, confirm, cancel, no-show."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.customers.queries import alerts, card_of
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling import queries, services
from hebe.scheduling.choices import TO_COME, Status
from hebe.scheduling.models import Change
from hebe.web.scheduling.booking import key_of, moment_of
from hebe.web.scheduling.calendar import STATUS_TONES, day_from
from hebe.web.screen import go, screen


def _back(found: Any) -> str:
    day = clock.day_of(found.starts_at, found.store.timezone)
    return f"{reverse('scheduling:calendar')}?day={day.isoformat()}"


def _page(request: HttpRequest, actor: Actor, appointment_id: int, **more: Any) -> HttpResponse:
    found = queries.get_appointment(actor, appointment_id)
    day = day_from(request.GET.get("day", ""), found.store.timezone)
    if not request.GET.get("day"):
        day = clock.day_of(found.starts_at, found.store.timezone)
    tone, shape = STATUS_TONES[found.status]
    open_still = found.status in TO_COME
    context = {
        "a": found,
        "tone": tone,
        "shape": shape,
        "customer": card_of(actor, found.customer),
        "alerts": alerts(actor, found.customer),
        "changes": Change.objects.of(actor).filter(appointment=found).order_by("-at"),
        "is_open": open_still,
        "statuses": Status.choices,
        "day": day,
        "slots": queries.free_slots(actor, found.store, found.item, day) if open_still else [],
        **more,
    }
    htmx = getattr(request, "htmx", False)
    page = "scheduling/_appointment.html" if htmx else "scheduling/appointment.html"
    refusal = more.get("refusal")
    return render(request, page, context, status=refusal.status if refusal else 200)


@screen("scheduling.view")
def appointment(
    request: HttpRequest, actor: Actor, *, appointment_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show an appointment with what can be done."""
    return _page(request, actor, appointment_id)


@require_POST
@screen("scheduling.book")
def move(
    request: HttpRequest, actor: Actor, *, appointment_id: int, **_kwargs: Any
) -> HttpResponse:
    """Answer a drag: moved, or why not (the block then snaps back)."""
    found = queries.get_appointment(actor, appointment_id)
    starts_at = moment_of(request.POST.get("starts_at", ""), found.store.timezone)
    try:
        services.reschedule_appointment(
            actor,
            appointment_id=appointment_id,
            starts_at=starts_at,
            doctor_id=key_of(request, "doctor"),
            room_id=key_of(request, "room"),
            device_id=key_of(request, "device"),
        )
    except Refused as refusal:
        body = {"message": str(refusal), "advice": str(refusal.advice)}
        return JsonResponse(body, status=refusal.status)
    return JsonResponse({"moved": True})


@require_POST
@screen("scheduling.book")
def reschedule(
    request: HttpRequest, actor: Actor, *, appointment_id: int, **_kwargs: Any
) -> HttpResponse:
    """Move an appointment to a chosen free time."""
    found = queries.get_appointment(actor, appointment_id)
    person, _sep, starts = request.POST.get("slot", "").partition("@")
    try:
        moved = services.reschedule_appointment(
            actor,
            appointment_id=appointment_id,
            starts_at=moment_of(starts, found.store.timezone),
            doctor_id=int(person) if person.isdigit() and found.item.needs_doctor else None,
            reason=request.POST.get("reason", ""),
        )
    except Refused as refusal:
        return _page(request, actor, appointment_id, refusal=refusal, advice=refusal.advice)
    return go(request, _back(moved), _("The appointment was moved."))


@require_POST
@screen("scheduling.book")
def confirm(
    request: HttpRequest, actor: Actor, *, appointment_id: int, **_kwargs: Any
) -> HttpResponse:
    """She said she will come."""
    services.confirm_appointment(actor, appointment_id=appointment_id)
    return go(request, _back(queries.get_appointment(actor, appointment_id)), _("Confirmed."))


@require_POST
@screen("scheduling.cancel")
def cancel(
    request: HttpRequest, actor: Actor, *, appointment_id: int, **_kwargs: Any
) -> HttpResponse:
    """Cancel with a reason; the slot becomes free."""
    try:
        services.cancel_appointment(
            actor, appointment_id=appointment_id, reason=request.POST.get("reason", "")
        )
    except Refused as refusal:
        return _page(request, actor, appointment_id, refusal=refusal, advice=refusal.advice)
    found = queries.get_appointment(actor, appointment_id)
    return go(request, _back(found), _("Cancelled; the slot is free again."))


@require_POST
@screen("scheduling.cancel")
def no_show(
    request: HttpRequest, actor: Actor, *, appointment_id: int, **_kwargs: Any
) -> HttpResponse:
    """She did not come."""
    services.mark_no_show(actor, appointment_id=appointment_id)
    found = queries.get_appointment(actor, appointment_id)
    return go(request, _back(found), _("Noted as a no-show."))


@screen("scheduling.view")
def of_customer(
    request: HttpRequest, actor: Actor, *, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """List a customer's appointments for her file."""
    rows = [
        {"a": a, "tone": STATUS_TONES[a.status][0], "shape": STATUS_TONES[a.status][1]}
        for a in queries.of_customer(actor, customer_id)
    ]
    context = {"rows": rows, "customer_id": customer_id}
    return render(request, "scheduling/_of_customer.html", context)
