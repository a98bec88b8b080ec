"""A clinician's patients of the day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hebe.access.actor import Actor
from hebe.clinical.queries import my_patients, record_states
from hebe.kernel import clock
from hebe.web.screen import screen


@screen("clinical.view")
def mine(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """List today's visits at the store one works at: one's own, or everybody's."""
    rows = list(my_patients(actor, actor.store_id or 0, clock.today(actor.zone)))
    own = [v for v in rows if _is_mine(v, actor)]
    whose = request.GET.get("whose", "mine" if own else "all")
    shown = own if whose == "mine" else rows
    shown.sort(key=lambda v: (v.left_at is not None, v.number))
    records = record_states(actor, rows)
    context = {
        "rows": [(visit, records.get(visit.pk)) for visit in shown],
        "whose": whose,
        "own": len(own),
        "all": len(rows),
        "unsigned": sum(record.state != "signed" for record in records.values()),
    }
    return render(request, "clinical/mine.html", context)


def _is_mine(visit: Any, actor: Actor) -> bool:
    return visit.doctor is not None and visit.doctor.user_id == actor.user_id
