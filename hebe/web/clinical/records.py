"""The record: draft, signature, amendments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.clinical import queries, services
from hebe.clinical.content import bare, content_of, marks_of
from hebe.clinical.errors import RecordSigned
from hebe.clinical.models import Record
from hebe.customers.queries import get_customer
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.kernel.freshness import renewed
from hebe.visits.queries import get_visit
from hebe.web.clinical.forms import AmendForm, RecordForm
from hebe.web.clinical.record_page import (
    missing_in,
    parts_of,
    planned,
    record_page,
)
from hebe.web.forms import typed
from hebe.web.screen import go, screen


@screen("clinical.view")
def record(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Read a record, or write its draft."""
    visit = get_visit(actor, visit_id)
    found = queries.find_record(actor, visit)
    form = RecordForm(typed(request), initial=parts_of(found), marks=marks_of(found))
    if form.attempt(lambda: _kept(request, actor, visit_id, form)):
        text = _("The record is signed.") if "sign" in request.POST else _("Draft kept.")
        return go(request, reverse("clinical:record", args=[visit_id]), text)
    page = record_page(request, actor, visit, found, form)
    if isinstance(form.refusal, RecordSigned) and page["mine"]:
        page |= {"form": AmendForm(request.POST), "amending": True, "writing": True}
    return render(request, "clinical/record.html", page, status=_status(form))


def _kept(request: HttpRequest, actor: Actor, visit_id: int, form: RecordForm) -> Record:
    """Keep the draft, and sign it when the doctor says so."""
    parts, plan = form.cleaned_data, planned(request)
    saved = services.save_record(
        actor, visit_id=visit_id, parts=parts, plan=plan, seen=form.seen
    )
    if "sign" in request.POST:
        services.sign_record(actor, record_id=saved.pk)
    return saved


def _status(form: RecordForm) -> int:
    if form.refusal:
        return form.refusal.status
    return 422 if form.is_bound else 200


@require_POST
@screen("clinical.write")
def autosave(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Keep the draft while the doctor is writing, and say when and what is missing."""
    form = RecordForm(request.POST)
    seen = request.POST.get("seen", "")
    if not form.is_valid():
        context: dict[str, Any] = {"form": form, "seen": seen}
        return render(request, "clinical/_saved.html", context, status=422)
    parts, plan = form.cleaned_data, []
    try:
        plan = planned(request)
        saved = services.save_record(
            actor, visit_id=visit_id, parts=parts, plan=plan, seen=seen
        )
    except Refused as refusal:
        context = {"refusal": refusal, "advice": refusal.advice, "seen": seen}
        return render(request, "clinical/_saved.html", context, status=refusal.status)
    written = parts | {"plan": bare(plan)}
    context = {
        "at": clock.now(),
        "missing": missing_in(form, parts),
        "seen": renewed(written, content_of(saved), seen),
    }
    return render(request, "clinical/_saved.html", context)


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
    form = AmendForm(typed(request), initial=parts_of(found), marks=marks_of(found))
    if form.attempt(
        lambda: services.amend_record(
            actor,
            record_id=record_id,
            parts=form.cleaned_data,
            plan=planned(request),
            reason=form.cleaned_data["reason"],
            seen=form.seen,
        )
    ):
        back = reverse("clinical:record", args=[found.visit_id])
        return go(request, back, _("The amendment is signed; the earlier version stays."))
    page = record_page(request, actor, visit, found, form)
    page |= {"amending": True, "writing": True}
    return render(request, "clinical/record.html", page, status=_status(form))


@screen("clinical.view")
def of_customer(
    request: HttpRequest, actor: Actor, *, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """List a customer's records for her file."""
    rows = queries.of_customer(actor, get_customer(actor, customer_id).pk)
    return render(request, "clinical/_of_customer.html", {"records": rows})
