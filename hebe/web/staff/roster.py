"""Screens of the roster: a store's week, and the shifts of a person."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.access.queries import my_store
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.scheduling.errors import BookingsTouched
from hebe.staff.models import Shift
from hebe.staff.queries import get_member, get_shift, store_week
from hebe.staff.services import remove_shift, roster_shifts
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.scheduling.heeding import heeded
from hebe.web.screen import go, screen
from hebe.web.staff.forms import ShiftForm


def week_links(request: HttpRequest, actor: Actor) -> tuple[date, dict[str, str]]:
    """Return the Monday asked for (default: this week's) and the days before and after it."""
    try:
        asked = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        asked = clock.today(actor.zone)
    if not date(2000, 1, 1) < asked < date(2100, 1, 1):
        asked = clock.today(actor.zone)
    monday = asked - timedelta(days=asked.weekday())
    week = timedelta(days=7)
    links = {"previous": (monday - week).isoformat(), "next": (monday + week).isoformat()}
    return monday, links


@screen("staff.view")
def week(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who works when at the actor's store."""
    store = my_store(actor)
    if store is None:
        raise NotFound
    monday, links = week_links(request, actor)
    context = {
        "days": [monday + timedelta(days=n) for n in range(7)],
        "rows": store_week(actor, store, monday),
        "links": links,
        "today": clock.today(store.timezone),
    }
    return render(request, "staff/roster.html", context)


@screen("staff.roster")
def add(request: HttpRequest, actor: Actor, member_id: int) -> HttpResponse:
    """Roster a person for a day or a stretch of days."""
    found = get_member(actor, member_id)
    stores = [
        (s.pk, s.name) for s in found.stores.order_by("pk") if actor.may("staff.roster", s.pk)
    ]
    day = request.GET.get("day", "")
    weekdays = list(range(7 if day else 5))
    first = day or clock.today(actor.zone).isoformat()
    given: dict[str, Any] = {"first": first, "last": day, "weekdays": weekdays}
    if actor.store_id in dict(stores):
        given["store_id"] = actor.store_id
    form = ShiftForm(stores, typed(request), initial=given)
    done = form.attempt(lambda: _roster(actor, member_id, form))
    if done is not None:
        return go(request, _week_of(member_id, form.cleaned_data["first"]), _("Rostered."))
    return drawer(request, "staff/_shifts.html", form, member=found)


def _roster(actor: Actor, member_id: int, form: ShiftForm) -> list[Shift]:
    wanted = {name: form.cleaned_data[name] for name in ("store_id", "starts", "ends")}
    return roster_shifts(actor, member_id=member_id, days=form.days(), **wanted)


@screen("staff.roster")
def remove(request: HttpRequest, actor: Actor, shift_id: int) -> HttpResponse:
    """Take a shift off the roster."""
    shift: Shift = get_shift(actor, shift_id)
    address = _week_of(shift.member_id, shift.day)
    if request.method != "POST":
        return go(request, address)
    try:
        heeded(request, actor, [shift.store_id], lambda: remove_shift(actor, shift_id=shift_id))
    except BookingsTouched as refusal:
        context = {"shift": shift, "refusal": refusal, "back": address}
        return render(request, "staff/remove_shift.html", context, status=refusal.status)
    return go(request, address, _("The shift was removed."))


def _week_of(member_id: int, day: date) -> str:
    return f"{reverse('staff:member', args=[member_id])}?week={day.isoformat()}"
