"""A clinician's patients of the day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hebe.access.actor import Actor
from hebe.clinical.queries import my_patients
from hebe.kernel import clock
from hebe.web.screen import screen


@screen("clinical.view")
def mine(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """List today's visits at the store one works at; one's own patients first."""
    rows = list(my_patients(actor, actor.store_id or 0, clock.today(actor.zone)))
    rows.sort(key=lambda v: (v.left_at is not None, not _is_mine(v, actor), v.number))
    return render(request, "clinical/mine.html", {"visits": rows})


def _is_mine(visit: Any, actor: Actor) -> bool:
    return visit.doctor is not None and visit.doctor.user_id == actor.user_id
