"""The live board: who is in which stage now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.access.queries import my_store
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.tenancy.models import Store
from hebe.visits import queries, services
from hebe.visits.choices import Stage
from hebe.web.forms import typed
from hebe.web.screen import go, screen
from hebe.web.visits.forms import StandardsForm
from hebe.web.visits.looks import STAGE_LOOKS
from hebe.web.visits.pace import pace


def store_of(actor: Actor) -> Store:
    """Return the store the actor works at."""
    store = my_store(actor)
    if store is None:
        raise NotFound
    return store


def _context(actor: Actor, store: Store, only: str) -> dict[str, Any]:
    lanes = queries.board(actor, store)
    here = [c for lane in lanes if lane.stage != Stage.LEFT for c in lane.cards]
    today = clock.today(store.timezone)
    return {
        "lanes": [_dressed(lane, lanes, only, actor) for lane in lanes],
        "only": only,
        "here": len(here),
        "far_over": sum(c.tone == "bad" for c in here),
        "just_over": sum(c.tone == "wait" for c in here),
        "now": clock.now(),
        "forgotten": [c.visit for c in here if c.visit.day < today],
        "version": queries.board_version(actor, store),
        "pace": pace(actor, [store.pk], today, today, lanes),
    }


def _kept(lane: queries.Lane, only: str, actor: Actor) -> list[queries.Card]:
    if only == "late":
        return [c for c in lane.cards if c.tone != "quiet" and lane.stage != Stage.LEFT]
    if only == "mine":
        return [c for c in lane.cards if _concerns(c, actor)]
    if only in Stage.values:
        return lane.cards if lane.stage == only else []
    return lane.cards


def _concerns(card: queries.Card, actor: Actor) -> bool:
    people = (card.visit.advisor, card.visit.doctor, card.run.owner if card.run else None)
    return any(p is not None and p.user_id == actor.user_id for p in people)


def _dressed(
    lane: queries.Lane, lanes: list[queries.Lane], only: str, actor: Actor
) -> dict[str, Any]:
    tone, shape = STAGE_LOOKS[lane.stage]
    order = [x.stage for x in lanes]
    following = order[min(order.index(lane.stage) + 1, len(order) - 1)]
    return {
        "stage": lane.stage,
        "label": lane.stage.label,
        "tone": tone,
        "shape": shape,
        "standard": lane.standard,
        "count": len(lane.cards),
        "cards": _kept(lane, only, actor),
        "next": following,
        "next_label": following.label,
        "is_last": lane.stage == Stage.LEFT,
    }


@screen("visits.view")
def board(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the board of the store one works at."""
    store = store_of(actor)
    only = request.GET.get("only", "")
    return render(request, "visits/board.html", _context(actor, store, only))


@screen("visits.view")
def lanes(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Answer a look at the board: nothing while nothing has changed, else the lanes anew."""
    store = store_of(actor)
    if request.GET.get("v") == queries.board_version(actor, store):
        return HttpResponse(status=204)
    context = _context(actor, store, request.GET.get("only", ""))
    wall = request.GET.get("wall")
    return render(request, "visits/_wall.html" if wall else "visits/_lanes.html", context)


@screen("visits.view")
def wall(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the board for a screen on the wall: numbers instead of names."""
    store = store_of(actor)
    context = _context(actor, store, "") | {"place": store}
    return render(request, "visits/wall.html", context)


@screen("visits.standards")
def standards(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Set how long the stages should take."""
    store = store_of(actor)
    known, marks = queries.standards_of(actor, store), services.standard_marks(actor, store)
    form = StandardsForm(known, typed(request), marks=marks)
    saved = form.attempt(
        lambda: services.set_standards(
            actor, store_id=store.pk, minutes=form.cleaned_data, seen=form.seen
        )
    )
    if saved is not None:
        return go(request, reverse("visits:board"), _("The standards were saved."))
    status = 422 if form.errors else 200
    return render(request, "visits/standards.html", {"form": form}, status=status)
