"""The record: draft, signature, amendments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.access.fields import shown
from hebe.catalog.queries import items_at
from hebe.clinical import queries, services
from hebe.clinical.choices import RecordState
from hebe.clinical.models import Record
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, Refused
from hebe.visits.models import Visit
from hebe.visits.queries import get_visit
from hebe.web.clinical.compare import changes_of
from hebe.web.clinical.forms import AmendForm, RecordForm
from hebe.web.screen import go, screen
from hebe.web.visits.pages import patient

PARTS = ("complaint", "history", "findings", "diagnosis", "advice")
REQUIRED = ("complaint", "findings", "diagnosis", "advice")


def _plan(request: HttpRequest) -> list[dict[str, Any]]:
    """Read the plan's rows: item, times, note; empty rows are no rows."""
    rows = zip(
        request.POST.getlist("item"),
        request.POST.getlist("quantity"),
        request.POST.getlist("plan_note"),
        strict=False,
    )
    plan = []
    for item, quantity, note in rows:
        if not item:
            continue
        if not (item.isdigit() and quantity.isdigit() and len(item + quantity) < 19):
            raise Invalid("plan", _("Check the items of the plan and how often."))
        plan.append({"item_id": int(item), "quantity": int(quantity), "note": note})
    return plan


def _parts(record: Record | None) -> dict[str, str]:
    return {name: getattr(record, name) for name in PARTS} if record else {}


def _missing(form: RecordForm, parts: dict[str, str]) -> list[str]:
    """Return the labels of the required parts that are still empty."""
    return [
        str(form.fields[name].label) for name in REQUIRED if not parts.get(name, "").strip()
    ]


def _may_write(actor: Actor, record: Record | None) -> bool:
    if record is None:
        return actor.may("clinical.write")
    mine = record.doctor.user_id == actor.user_id
    return mine and record.state == RecordState.DRAFT and actor.may("clinical.write")


def _context(actor: Actor, visit: Visit, record: Record | None, form: Any) -> dict[str, Any]:
    versions = queries.versions_of(actor, record) if record else []
    mine = record is not None and record.doctor.user_id == actor.user_id
    customer = visit.customer
    return patient(actor, visit, "record") | {
        "record": record,
        "form": form,
        "signed": record is not None and record.state == RecordState.SIGNED,
        "mine": mine,
        "writing": _may_write(actor, record),
        "missing": _missing(form, _parts(record)),
        "read": [(form.fields[name].label, text) for name, text in _parts(record).items()],
        "versions": versions,
        "changes": changes_of(versions, form),
        "earlier": [
            r for r in queries.of_customer(actor, customer.pk) if r.visit_id != visit.pk
        ],
        "items": list(items_at(actor, visit.store).exclude(kind="consult")),
        "plan": [*(record.plan if record else []), {}],
        "health": shown(actor, "customers.health", customer.health),
        "allergies": shown(actor, "customers.allergies", customer.allergies),
    }


@screen("clinical.view")
def record(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Read a record, or write its draft."""
    visit = get_visit(actor, visit_id)
    found = queries.find_record(actor, visit)
    form = RecordForm(request.POST if request.method == "POST" else None, initial=_parts(found))
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_record(
                actor, visit_id=visit_id, parts=form.cleaned_data, plan=_plan(request)
            )
            if "sign" in request.POST:
                services.sign_record(actor, record_id=saved.pk)
        except Refused as refusal:
            context = _context(actor, visit, found, form)
            context |= {"refusal": refusal, "advice": refusal.advice}
            return render(request, "clinical/record.html", context, status=refusal.status)
        text = _("The record is signed.") if "sign" in request.POST else _("Draft kept.")
        return go(request, reverse("clinical:record", args=[visit_id]), text)
    context = _context(actor, visit, found, form)
    status = 422 if form.is_bound else 200
    return render(request, "clinical/record.html", context, status=status)


@require_POST
@screen("clinical.write")
def autosave(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Keep the draft while the doctor is writing, and say when and what is missing."""
    form = RecordForm(request.POST)
    if not form.is_valid():
        return render(request, "clinical/_saved.html", {"form": form}, status=422)
    try:
        services.save_record(
            actor, visit_id=visit_id, parts=form.cleaned_data, plan=_plan(request)
        )
    except Refused as refusal:
        context = {"refusal": refusal, "advice": refusal.advice}
        return render(request, "clinical/_saved.html", context, status=refusal.status)
    missing = _missing(form, form.cleaned_data)
    return render(request, "clinical/_saved.html", {"at": clock.now(), "missing": missing})


@require_POST
@screen("clinical.sign")
def sign(request: HttpRequest, actor: Actor, *, record_id: int, **_kwargs: Any) -> HttpResponse:
    """Sign the draft as it stands."""
    found = queries.get_record(actor, record_id)
    services.sign_record(actor, record_id=record_id)
    address = reverse("clinical:record", args=[found.visit_id])
    return go(request, address, _("The record is signed."))


@screen("clinical.sign")
def amend(
    request: HttpRequest, actor: Actor, *, record_id: int, **_kwargs: Any
) -> HttpResponse:
    """Add a version beside the signed one, with the reason why."""
    found = queries.get_record(actor, record_id)
    visit = get_visit(actor, found.visit_id)
    form = AmendForm(request.POST if request.method == "POST" else None, initial=_parts(found))
    context = _context(actor, visit, found, form) | {"amending": True, "writing": True}
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        entered = dict(form.cleaned_data)
        reason = entered.pop("reason")
        try:
            services.amend_record(
                actor, record_id=record_id, parts=entered, plan=_plan(request), reason=reason
            )
        except Refused as refusal:
            context |= {"refusal": refusal, "advice": refusal.advice}
            status = refusal.status
        else:
            back = reverse("clinical:record", args=[found.visit_id])
            return go(request, back, _("The amendment is signed; the earlier version stays."))
    return render(request, "clinical/record.html", context, status=status)


@screen("clinical.view")
def of_customer(
    request: HttpRequest, actor: Actor, *, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """List a customer's records for her file."""
    rows = queries.of_customer(actor, customer_id)
    return render(request, "clinical/_of_customer.html", {"records": rows})
