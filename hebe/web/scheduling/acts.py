"""One appointment: look, confirm, cancel, no-show."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hebe.access.actor import Actor
from hebe.customers.queries import alerts, card_of, get_customer
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling import queries, services
from hebe.scheduling.choices import MOVED, OFF_DUTY, TO_COME, Status
from hebe.scheduling.models import Appointment
from hebe.web.scheduling.looks import look_of, told_parts
from hebe.web.scheduling.reading import (
    moment_of,
    sent,
    way_back,
)
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
        "customer": card_of(actor, found.customer, at=[found.store_id]),
        "alerts": alerts(actor, found.customer, at=[found.store_id]),
        "changes": [_change(change) for change in queries.changes_of(actor, found)],
        "parts": told_parts(found),
        "lost": queries.attention(actor, [found]).get(found.pk),
        "is_open": found.status in TO_COME,
        "missed_today": found.status == Status.NO_SHOW and _is_today(found),
        "has_begun": found.starts_at <= clock.now(),
        "refusal": refusal,
        "advice": refusal.advice if refusal else "",
    }
    name = "_appointment" if is_htmx(request) else "appointment"
    status = refusal.status if refusal else 200
    return render(request, f"scheduling/{name}.html", context, status=status)


def _is_today(found: Appointment) -> bool:
    zone = found.store.timezone
    return clock.day_of(found.starts_at, zone) == clock.today(zone)


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


@require_POST
@screen("scheduling.cancel")
def take_back(request: HttpRequest, actor: Actor, appointment_id: int) -> HttpResponse:
    """Take a no-show of today back, with the reason."""
    found = queries.get_appointment(actor, appointment_id)
    try:
        services.take_back_no_show(
            actor, appointment_id=appointment_id, reason=sent(request, "reason")
        )
    except Refused as refusal:
        return _page(request, actor, found, refusal)
    return go(request, way_back(request, found), _("Taken back; she is expected again."))


@require_GET
@screen("scheduling.view")
def of_customer(request: HttpRequest, actor: Actor, customer_id: int) -> HttpResponse:
    """List a customer's appointments for her file."""
    she = get_customer(actor, customer_id)
    rows = [{"a": a, **look_of(a)} for a in queries.of_customer(actor, she.pk)]
    context = {"rows": rows, "customer_id": customer_id}
    return render(request, "scheduling/_of_customer.html", context)
