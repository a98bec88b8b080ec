"""Take back what was clicked by mistake; see her off with bookings that lie ahead."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.checkout.services import see_off
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.visits import queries, services
from hebe.visits.models import Visit
from hebe.web.drawer import drawer
from hebe.web.forms import key_in, typed
from hebe.web.screen import go, screen
from hebe.web.visits.forms import ReasonForm

# What can be taken back: the act, what the drawer is called, what is said after it.
ACTS: dict[str, tuple[Any, Any, Any]] = {
    "arrival": (
        services.take_back_arrival,
        gettext_lazy("Somebody else had come"),
        gettext_lazy("The arrival was taken back."),
    ),
    "move": (
        services.take_back_move,
        gettext_lazy("Back to the stage before"),
        gettext_lazy("She is back in the stage before."),
    ),
    "leaving": (
        services.take_back_leaving,
        gettext_lazy("She has not left"),
        gettext_lazy("She is back on the board."),
    ),
}


def corrections(actor: Actor, visit: Visit, runs: int) -> list[tuple[str, Any]]:
    """Return what of a visit can be taken back now: (name of the act, label)."""
    if visit.day != clock.today(visit.store.timezone):
        return []
    if not actor.may("visits.correct", visit.store_id):
        return []
    if visit.left_at is not None:
        names = ["leaving"]
    else:
        names = ["move", "arrival"] if runs > 1 else ["arrival"]
    return [(name, ACTS[name][1]) for name in names]


@screen("visits.correct")
def take_back(
    request: HttpRequest, actor: Actor, *, visit_id: int, correction: str, **_kwargs: Any
) -> HttpResponse:
    """Take an arrival, a hand-over or a departure of today back, with the reason."""
    if correction not in ACTS:
        raise NotFound
    act, title, said = ACTS[correction]
    visit = queries.get_visit(actor, visit_id)
    form = ReasonForm(typed(request), initial={"expect": visit.stage})

    def correct() -> bool:
        entered = form.cleaned_data
        more = {"expect": entered["expect"]} if correction == "move" else {}
        act(actor, visit_id=visit_id, reason=entered["reason"], **more)
        return True

    if form.attempt(correct):
        way = reverse("visits:visit", args=[visit_id])
        return go(
            request, reverse("visits:board") if correction == "arrival" else way, str(said)
        )
    context = {"visit": visit, "what": correction, "title": title}
    return drawer(request, "visits/_take_back.html", form, **context)


@screen("visits.move")
def leave(request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any) -> HttpResponse:
    """See her to the door; first ask about bookings of hers that have not begun."""
    unused = queries.not_begun(actor, visit_id)
    if request.method != "POST" or (unused and "asked" not in request.POST):
        visit = queries.get_visit(actor, visit_id)
        return drawer(request, "visits/_leave.html", None, visit=visit, unused=unused)
    keep = [key for text in request.POST.getlist("keep") if (key := key_in(text))]
    see_off(actor, visit_id=visit_id, keep=keep)
    return go(request, reverse("visits:board"), _("She was seen to the door."))
