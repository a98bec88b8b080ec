"""One visit: its stages, its people, its way on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.checkout.queries import orders_of_visit
from hebe.checkout.services import see_off
from hebe.clinical.queries import notes_of, plan_of, treatments_of
from hebe.customers.queries import alerts, card_of
from hebe.kernel.errors import Refused
from hebe.visits import queries, rules
from hebe.visits.choices import Stage
from hebe.visits.services import move_visit
from hebe.web.screen import go, screen
from hebe.web.visits.forms import HandOverForm


@screen("visits.view")
def detail(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show a visit with everything that happened in it, as far as one may see it."""
    visit = queries.get_visit(actor, visit_id)
    context = {
        "visit": visit,
        "customer": card_of(actor, visit.customer),
        "alerts": alerts(actor, visit.customer),
        "card": queries.card_of(visit),
        "runs": queries.runs_of(actor, visit),
        "notes": notes_of(actor, visit) if actor.may("clinical.consult") else [],
        "plan": plan_of(actor, visit) if actor.may("clinical.plan") else [],
        "treatments": treatments_of(actor, visit) if actor.may("clinical.plan") else [],
        "orders": orders_of_visit(actor, visit.pk) if actor.may("billing.view") else [],
        "form": _hand_over_form(actor, visit),
    }
    return render(request, "visits/visit.html", context)


def _hand_over_form(actor: Actor, visit: Any, data: Any = None) -> HandOverForm:
    following = rules.next_stage(visit.stage, consult_stage=visit.store.consult_stage)
    owner = {
        Stage.RECEPTION: visit.advisor_id, Stage.CONSULT: visit.advisor_id,
        Stage.FACE_CONSULT: visit.doctor_id, Stage.TREATMENT: visit.doctor_id,
    }.get(Stage(following))  # fmt: skip
    initial = {
        "stage": visit.stage if following == Stage.LEFT else following,
        "owner": str(owner or ""),
        "expect": visit.stage,
    }
    return HandOverForm(actor, visit.store, data, initial=initial)


@screen("visits.move")
def hand_over(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Choose stage, person and room."""
    visit = queries.get_visit(actor, visit_id)
    form = _hand_over_form(actor, visit, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"visit": visit, "form": form}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _move(actor, visit_id, form.cleaned_data)
            except Refused as refusal:
                context |= {"refusal": refusal, "advice": refusal.advice}
            else:
                back = request.POST.get("next") or reverse("visits:board")
                return go(request, back if back.startswith("/") else "/", _("Handed over."))
    htmx = getattr(request, "htmx", False)
    page = "visits/_hand_over.html" if htmx else "visits/hand_over.html"
    return render(request, page, context, status=status)


def _move(actor: Actor, visit_id: int, entered: dict[str, str]) -> None:
    move_visit(
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
    visit = queries.get_visit(actor, visit_id)
    stage = request.POST.get("stage", "")
    owner = {
        "reception": visit.advisor_id, "consult": visit.advisor_id,
        "face_consult": visit.doctor_id, "treatment": visit.doctor_id,
        "aftercare": visit.advisor_id,
    }.get(stage)  # fmt: skip
    move_visit(
        actor,
        visit_id=visit_id,
        stage=stage,
        owner_id=owner,
        expect=request.POST.get("expect", ""),
    )
    if getattr(request, "htmx", False):
        return HttpResponse(status=204)
    return go(request, reverse("visits:board"), _("Handed over."))


@require_POST
@screen("visits.move")
def leave(request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any) -> HttpResponse:
    """See her to the door."""
    see_off(actor, visit_id=visit_id)
    return go(request, reverse("visits:board"), _("She was seen to the door."))


@screen("visits.view")
def of_customer(
    request: HttpRequest, actor: Actor, *, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """List a customer's visits for her file."""
    rows = queries.of_customer(actor, customer_id)
    return render(request, "visits/_of_customer.html", {"visits": rows})
