"""The treatment room: what may start, what is running, what was used."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.catalog.queries import product_list
from hebe.clinical import queries, services
from hebe.clinical.choices import TreatmentState
from hebe.clinical.models import Treatment
from hebe.clinical.readiness import Check
from hebe.compliance.choices import TRACED
from hebe.compliance.errors import RedLineWarning
from hebe.kernel.errors import NotFound, Refused
from hebe.visits.queries import get_visit
from hebe.web.clinical.forms import FinishForm, MaterialForm, StartForm
from hebe.web.forms import key_in
from hebe.web.screen import go, screen
from hebe.web.visits.pages import patient

ROWS, MOST_ROWS = 1, 50


@dataclass(frozen=True, slots=True)
class Room:
    """One running treatment and the forms that end it."""

    treatment: Treatment
    finish: FinishForm
    materials: list[MaterialForm]


def _room(actor: Actor, treatment: Treatment, data: Any = None, rows: int = ROWS) -> Room:
    prefix = f"t{treatment.pk}"
    products = list(product_list(actor).order_by("name"))
    used = [MaterialForm(products, data, prefix=f"{prefix}m{n}") for n in range(rows)]
    return Room(treatment, FinishForm(data, prefix=prefix), used)


def _context(actor: Actor, visit_id: int, typed: Room | None = None) -> dict[str, Any]:
    visit = get_visit(actor, visit_id)
    all_of_visit = queries.treatments_of(actor, visit)
    running = [t for t in all_of_visit if t.state == TreatmentState.RUNNING]
    under_way = {t.line_id for t in running}
    lines = [] if visit.left_at else queries.lines_to_treat(actor, visit)
    return patient(actor, visit, "treat") | {
        "lines": [line for line in lines if line.pk not in under_way],
        "plan": queries.plan_of(actor, visit),
        "done": [t for t in all_of_visit if t.state == TreatmentState.DONE],
        "lots": queries.recent_lots(actor, visit.store_id) if running else [],
        "traced": TRACED,
        "rooms": [
            typed if typed and typed.treatment.pk == t.pk else _room(actor, t) for t in running
        ],
    }


@screen("clinical.treat")
def treat(request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any) -> HttpResponse:
    """Show what was paid and planned, and start it."""
    context = _context(actor, visit_id)
    visit, data = context["visit"], request.POST if request.method == "POST" else None
    form = StartForm(actor, visit, context["lines"], data)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            _start(actor, visit_id, form.cleaned_data)
        except Refused as refusal:
            context |= {"refusal": refusal, "advice": refusal.advice}
            context["warned"] = isinstance(refusal, RedLineWarning)
            status = refusal.status
        else:
            address = reverse("clinical:treat", args=[visit_id])
            return go(request, address, _("The treatment has begun."))
    context |= {"form": form, "checks": _checks(actor, visit, form)}
    return render(request, "clinical/treat.html", context, status=status)


def _start(actor: Actor, visit_id: int, entered: dict[str, str]) -> None:
    services.start_treatment(
        actor,
        visit_id=visit_id,
        line_id=int(entered["line"]),
        performer_id=int(entered["performer"]),
        supervisor_id=key_in(entered["supervisor"]),
        room_id=key_in(entered["room"]),
        device_id=key_in(entered["device"]),
        reason=entered["reason"],
    )


def _checks(actor: Actor, visit: Any, form: StartForm) -> list[Check]:
    """Return the verdicts for what the form says now; none while nobody is chosen."""
    keys = {name: key_in(str(form[name].value() or "")) for name in form.chosen}
    line, performer = keys["line"], keys["performer"]
    if line is None or performer is None:
        return []
    try:
        return queries.checks_of(
            actor,
            visit,
            line_id=line,
            performer_id=performer,
            supervisor_id=keys["supervisor"],
            room_id=keys["room"],
            device_id=keys["device"],
        )
    except NotFound:
        return []


@screen("clinical.plan")
def of_customer(
    request: HttpRequest, actor: Actor, *, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """List what was done to a customer, for her file."""
    rows = queries.treatments_of_customer(actor, customer_id)
    context = {"treatments": rows, "medicine": queries.medicine_of(actor, rows)}
    return render(request, "clinical/_treatments_of_customer.html", context)


@screen("clinical.treat")
def checks(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Answer the choice of item and person: what would stop this treatment."""
    visit = get_visit(actor, visit_id)
    form = StartForm(actor, visit, queries.lines_to_treat(actor, visit), request.GET)
    return render(request, "clinical/_checks.html", {"checks": _checks(actor, visit, form)})


@screen("clinical.treat")
def finish(
    request: HttpRequest, actor: Actor, *, treatment_id: int, **_kwargs: Any
) -> HttpResponse:
    """Write down with what it was done, and end it."""
    treatment = queries.get_treatment(actor, treatment_id)
    address = reverse("clinical:treat", args=[treatment.visit_id])
    if request.method != "POST":
        return go(request, address)
    room = _room(actor, treatment, request.POST, _rows(request))
    refused: dict[str, Any] = {}
    status = 422
    filled = [row.is_valid() for row in room.materials]
    if room.finish.is_valid() and all(filled):
        try:
            services.finish_treatment(
                actor,
                treatment_id=treatment_id,
                materials=_used(room.materials),
                **room.finish.cleaned_data,
            )
        except Refused as refusal:
            refused = {"refusal": refusal, "advice": refusal.advice}
            status = refusal.status
        else:
            return go(request, address, _("The treatment is finished."))
    context = _context(actor, treatment.visit_id, room) | refused
    start = StartForm(actor, context["visit"], context["lines"])
    context |= {"form": start, "checks": _checks(actor, context["visit"], start)}
    return render(request, "clinical/treat.html", context, status=status)


def _rows(request: HttpRequest) -> int:
    return min(key_in(request.POST.get("rows")) or ROWS, MOST_ROWS)


def _used(rows: list[MaterialForm]) -> list[services.Used]:
    return [
        services.Used(
            int(row.cleaned_data["product"]),
            row.cleaned_data["lot"],
            row.cleaned_data["quantity"],
            row.cleaned_data["expires_on"],
        )
        for row in rows
        if row.cleaned_data.get("product")
    ]
