"""The treatment room: what may start, what is running, what was used."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.clinical import queries, services
from hebe.clinical.choices import TreatmentState
from hebe.customers.queries import alerts, card_of
from hebe.kernel.errors import Refused
from hebe.visits.queries import get_visit
from hebe.web.clinical.forms import FinishForm, MaterialForm, StartForm
from hebe.web.screen import go, screen

ROWS = 3


def _context(actor: Actor, visit_id: int) -> dict[str, Any]:
    visit = get_visit(actor, visit_id)
    lines = queries.lines_to_treat(actor, visit)
    done = queries.treatments_of(actor, visit)
    return {
        "visit": visit,
        "customer": card_of(actor, visit.customer),
        "alerts": alerts(actor, visit.customer),
        "lines": lines,
        "plan": queries.plan_of(actor, visit),
        "treatments": done,
        "running": [t for t in done if t.state == TreatmentState.RUNNING],
        "finish": FinishForm(),
        "materials": [MaterialForm(actor, prefix=f"m{n}") for n in range(ROWS)],
    }


def _key(value: str) -> int | None:
    return int(value) if value else None


@screen("clinical.treat")
def treat(request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any) -> HttpResponse:
    """Show what was paid and planned, and start it."""
    context = _context(actor, visit_id)
    data = request.POST if request.method == "POST" else None
    form = StartForm(actor, context["visit"].store, context["lines"], data)
    context["form"] = form
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        try:
            services.start_treatment(
                actor,
                visit_id=visit_id,
                line_id=int(entered["line"]),
                performer_id=int(entered["performer"]),
                supervisor_id=_key(entered["supervisor"]),
                room_id=_key(entered["room"]),
                device_id=_key(entered["device"]),
            )
        except Refused as refusal:
            context |= {"refusal": refusal, "advice": refusal.advice}
            status = refusal.status
        else:
            address = reverse("clinical:treat", args=[visit_id])
            return go(request, address, _("The treatment has begun."))
    return render(request, "clinical/treat.html", context, status=status)


@screen("clinical.treat")
def finish(
    request: HttpRequest, actor: Actor, *, treatment_id: int, **_kwargs: Any
) -> HttpResponse:
    """Write down with what it was done, and end it."""
    treatment = queries.get_treatment(actor, treatment_id)
    context = _context(actor, treatment.visit_id)
    lines = context["lines"]
    context["form"] = StartForm(actor, treatment.store, lines)
    if request.method != "POST":
        return render(request, "clinical/treat.html", context)
    form = FinishForm(request.POST)
    rows = [MaterialForm(actor, request.POST, prefix=f"m{n}") for n in range(ROWS)]
    context |= {"finish": form, "materials": rows}
    checked = [row.is_valid() for row in rows]
    if form.is_valid() and all(checked):
        try:
            services.finish_treatment(
                actor, treatment_id=treatment_id, materials=_used(rows), **form.cleaned_data
            )
        except Refused as refusal:
            context |= {"refusal": refusal, "advice": refusal.advice}
        else:
            address = reverse("clinical:treat", args=[treatment.visit_id])
            return go(request, address, _("The treatment is finished."))
    return render(request, "clinical/treat.html", context, status=422)


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
