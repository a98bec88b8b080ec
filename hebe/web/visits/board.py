"""The live board: who is in which stage now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.kernel.errors import NotFound
from hebe.tenancy.models import Store
from hebe.visits import rules, services
from hebe.visits.choices import Stage
from hebe.visits.models import StageStandard
from hebe.visits.queries import Lane, board_version
from hebe.visits.queries import board as board_lanes
from hebe.web.screen import go, screen
from hebe.web.visits.forms import StandardsForm

TONES = {
    "arrived": ("wait", ""), "reception": ("info", "ring"), "consult": ("info", "ring"),
    "face_consult": ("info", ""), "cashier": ("cash", ""), "treatment": ("busy", ""),
    "aftercare": ("busy", "ring"), "left": ("good", ""),
}  # fmt: skip


def store_of(actor: Actor) -> Store:
    """Return the store the actor works at."""
    store: Store | None = Store.objects.of(actor).filter(pk=actor.store_id or 0).first()
    if store is None:
        raise NotFound
    return store


def _context(actor: Actor, store: Store, only: str) -> dict[str, Any]:
    lanes = board_lanes(actor, store)
    shown = [_dressed(lane, store, _kept(lane, only, actor)) for lane in lanes]
    here = [c for lane in lanes if lane.stage != Stage.LEFT for c in lane.cards]
    return {
        "lanes": shown,
        "only": only,
        "here": len(here),
        "late": sum(c.tone != "quiet" for c in here),
        "version": board_version(actor, store),
    }


def _kept(lane: Lane, only: str, actor: Actor) -> list[Any]:
    if only == "late":
        return [c for c in lane.cards if c.tone != "quiet" and lane.stage != Stage.LEFT]
    if only == "mine":
        return [c for c in lane.cards if _concerns(c, actor)]
    return lane.cards


def _concerns(card: Any, actor: Actor) -> bool:
    people = (card.visit.advisor, card.visit.doctor, card.run.owner if card.run else None)
    return any(p is not None and p.user_id == actor.user_id for p in people)


def _dressed(lane: Lane, store: Store, cards: list[Any]) -> dict[str, Any]:
    tone, shape = TONES[lane.stage]
    following = rules.next_stage(lane.stage, consult_stage=store.consult_stage)
    return {
        "stage": lane.stage,
        "label": lane.stage.label,
        "tone": tone,
        "shape": shape,
        "cards": cards,
        "next": "" if following == Stage.LEFT else following,
        "next_label": Stage(following).label,
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
    if request.GET.get("v") == board_version(actor, store):
        return HttpResponse(status=204)
    context = _context(actor, store, request.GET.get("only", ""))
    return render(request, "visits/_lanes.html", context)


@screen("visits.standards")
def standards(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Set how long the stages should take."""
    store = store_of(actor)
    rows = StageStandard.objects.of(actor).filter(store=store)
    known = {row.stage: row.minutes for row in rows}
    form = StandardsForm(known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        for stage, minutes in form.cleaned_data.items():
            if known.get(stage) != minutes:
                services.set_standard(actor, store_id=store.pk, stage=stage, minutes=minutes)
        return go(request, reverse("visits:board"), _("The standards were saved."))
    status = 422 if form.is_bound else 200
    return render(request, "visits/standards.html", {"form": form}, status=status)
