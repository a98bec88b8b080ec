"""Somebody's last day, and the bookings and work that stay behind."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.scheduling.models import Appointment
from hebe.scheduling.queries import affected_by_absence
from hebe.staff.models import Member
from hebe.staff.queries import get_member
from hebe.staff.services import leave
from hebe.todos.choices import State
from hebe.todos.queries import todo_list
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.scheduling.heeding import heeded
from hebe.web.screen import go, screen
from hebe.web.staff.forms import LeaveForm

AHEAD = timedelta(days=3650)


@screen("staff.edit")
def last_day(request: HttpRequest, actor: Actor, member_id: int) -> HttpResponse:
    """Note the last day at work, and say how many bookings somebody else has to take."""
    found = get_member(actor, member_id)
    form = LeaveForm(typed(request), initial={"left_on": found.left_on})
    stores = list(found.stores.values_list("pk", flat=True))
    act = partial(leave, actor, member_id=member_id)
    done = form.attempt(
        lambda: heeded(
            request, actor, stores, lambda: act(left_on=form.cleaned_data["left_on"])
        )
    )
    if done is None:
        return drawer(request, "staff/_leave.html", form, member=found)
    said = _told(len(left_behind(actor, done)))
    return go(request, reverse("staff:member", args=[member_id]), said)


def _told(count: int) -> Any:
    if not count:
        return _("Saved.")
    words = ngettext(
        "Saved. %(n)s booking after this day has to be moved.",
        "Saved. %(n)s bookings after this day have to be moved.",
        count,
    )
    return words % {"n": count}


def left_behind(actor: Actor, member: Member) -> list[Appointment]:
    """Return the open bookings after somebody's last day that still name her (APT-11)."""
    today = clock.today(actor.zone)
    if member.left_on is None or member.left_on - today > AHEAD:
        return []
    if not actor.may("scheduling.view"):
        return []
    first = max(member.left_on + timedelta(days=1), today)
    start, _end = clock.day_bounds(first, actor.zone)
    return affected_by_absence(actor, member, start, start + AHEAD)


def work_left_behind(actor: Actor, member: Member) -> int:
    """Return how many open to-dos somebody who leaves still has, as far as the actor sees."""
    if member.left_on is None or not actor.may("todos.view"):
        return 0
    return todo_list(actor).filter(owner=member, state=State.OPEN).count()
