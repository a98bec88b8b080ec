"""Hand a customer over, see her off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.checkout.services import see_off
from hebe.visits import queries
from hebe.visits.choices import Stage
from hebe.visits.models import Visit
from hebe.visits.services import move_visit
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.screen import go, is_htmx, screen, toast
from hebe.web.visits.forms import HandOverForm


def hand_over_form(
    actor: Actor, visit: Visit, stage: str = "", data: Any = None
) -> HandOverForm:
    """Return the form, filled in with the usual people and room of the next stage."""
    following = queries.usual_next(visit)
    stage = stage or (visit.stage if following == Stage.LEFT else following)
    initial = {
        "stage": stage,
        "owner": str(queries.usual_owner_id(visit, stage) or ""),
        "room": str(queries.usual_room_id(visit, stage) or ""),
        "expect": visit.stage,
    }
    return HandOverForm(actor, visit.store, data, initial=initial)


@screen("visits.move")
def hand_over(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Choose stage, person and room."""
    visit = queries.get_visit(actor, visit_id)
    form = hand_over_form(actor, visit, request.GET.get("stage", ""), typed(request))
    if form.attempt(lambda: _move(actor, visit_id, form.cleaned_data)):
        return go(request, reverse("visits:board"), _("Handed over."))
    card = queries.card_of(visit)
    return drawer(request, "visits/_hand_over.html", form, visit=visit, card=card)


def _move(actor: Actor, visit_id: int, entered: dict[str, str]) -> Visit:
    return move_visit(
        actor,
        visit_id=visit_id,
        stage=entered["stage"],
        owner_id=int(entered["owner"]) if entered["owner"] else None,
        room_id=int(entered["room"]) if entered["room"] else None,
        expect=entered["expect"],
    )


@require_POST
@screen("visits.move")
def move(request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any) -> HttpResponse:
    """Move a card to another lane, to the people who usually take over there."""
    stage = request.POST.get("stage", "")
    visit = queries.get_visit(actor, visit_id)
    if stage == Stage.LEFT:
        see_off(actor, visit_id=visit_id)
        said = _("%(name)s was seen to the door.") % {"name": visit.customer.name}
        return _done(request, said)
    move_visit(
        actor,
        visit_id=visit_id,
        stage=stage,
        owner_id=queries.usual_owner_id(visit, stage),
        room_id=queries.usual_room_id(visit, stage),
        expect=request.POST.get("expect", ""),
    )
    said = _("Handed over: %(name)s, now in %(stage)s.")
    return _done(request, said % {"name": visit.customer.name, "stage": Stage(stage).label})


def _done(request: HttpRequest, text: str) -> HttpResponse:
    """Say that a card was moved: the board fetches itself, a plain form goes back to it."""
    if is_htmx(request):
        return toast(HttpResponse(status=204), text)
    return go(request, reverse("visits:board"), text)
