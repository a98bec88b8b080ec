"""What addresses and forms of the calendar carry, read with care."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.compliance.errors import RedLineWarning
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, Refused
from hebe.scheduling.errors import NotOnShift
from hebe.scheduling.hours import diary_bounds
from hebe.scheduling.models import Appointment
from hebe.tenancy.models import Store
from hebe.web.forms import key_in

FAR = timedelta(days=3650)
OFF = "off"


def sent(request: HttpRequest, name: str) -> str:
    """Return what was sent under a name, by form or address."""
    return str(request.POST.get(name) or request.GET.get(name) or "")


def key_of(request: HttpRequest, name: str) -> int | None:
    """Read a key from what was sent; None when it is absent or none."""
    return key_in(sent(request, name))


def day_from(text: str, zone: str) -> date:
    """Read a day of an address; today when there is none or it makes no sense."""
    today = clock.today(zone)
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return today
    return day if abs(day - today) < FAR else today


def moment_of(text: str, zone: str) -> datetime:
    """Read an instant in ISO 8601; a naive one is of the store's zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid("starts_at", _("Choose a time.")) from error
    if moment.tzinfo is None:
        moment = clock.at(moment.date(), moment.time(), zone)
    if abs(moment - clock.now()) > FAR:
        raise Invalid("starts_at", _("Choose a time."))
    return moment


def slot_sent(request: HttpRequest, store: Store) -> tuple[int | None, datetime]:
    """Read the chosen time: who it is with, and when; `off` stands for one typed by hand.

    It is with nobody (0) where the item takes no person.
    """
    text = sent(request, "slot")
    if text == OFF:
        person = key_of(request, "doctor")
        if person is None:
            raise Invalid("doctor", _("Choose who works outside the roster."))
        return person, _typed_by_hand(request, store)
    name, _at, starts = text.partition("@")
    person = key_in(name)
    if person is None:
        raise Invalid("slot", _("Choose a time."))
    return person or None, moment_of(starts, store.timezone)


def _typed_by_hand(request: HttpRequest, store: Store) -> datetime:
    """Return the moment of a day of the diary, whose hours may go on after midnight."""
    zone = store.timezone
    moment = moment_of(f"{sent(request, 'day')}T{sent(request, 'off_at')}", zone)
    start, _end = diary_bounds(store, clock.day_of(moment, zone))
    return moment if moment >= start else moment + timedelta(days=1)


def asks(refusal: Refused) -> str:
    """Return under which name a reason, once sent along, lets a refused booking pass."""
    if isinstance(refusal, RedLineWarning):
        return "reason"
    waivable = isinstance(refusal, NotOnShift) and refusal.is_waivable
    return "off_duty_reason" if waivable else ""


def off_duty_form(request: HttpRequest, actor: Actor, store: Store) -> dict[str, Any] | None:
    """Return what stands in the form for a time outside the roster; None without the right."""
    if not actor.may("scheduling.off_duty", store.pk):
        return None
    return {
        "is_chosen": sent(request, "slot") == OFF,
        "at": sent(request, "off_at") or sent(request, "start")[11:16],
        "reason": sent(request, "off_duty_reason"),
    }


def way_back(request: HttpRequest, appointment: Appointment) -> str:
    """Return the page a drawer was opened on, or the calendar of the appointment's day."""
    current = request.headers.get("HX-Current-URL", "")
    own = f"{reverse('scheduling:calendar')}"
    if (
        url_has_allowed_host_and_scheme(current, {request.get_host()})
        and own not in current
        and "/appointments/" not in current
    ):
        return current
    day = clock.day_of(appointment.starts_at, appointment.store.timezone)
    by = "" if "by=" not in current else f"&by={current.split('by=')[1].split('&')[0][:10]}"
    return f"{own}?day={day.isoformat()}{by}"
