"""The record: draft, signature, amendments."""

import difflib
import re
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.catalog.models import Item
from hebe.clinical import queries, services
from hebe.clinical.choices import RecordState
from hebe.clinical.models import Record
from hebe.customers.queries import alerts, card_of
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, Refused
from hebe.visits.models import Visit
from hebe.visits.queries import get_visit
from hebe.web.clinical.forms import AmendForm, RecordForm
from hebe.web.screen import go, screen

PARTS = ("complaint", "history", "findings", "diagnosis", "advice")


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
        if not (item.isdigit() and quantity.isdigit()):
            raise Invalid("plan", _("Check the items of the plan and how often."))
        plan.append({"item_id": int(item), "quantity": int(quantity), "note": note})
    return plan


def _parts(record: Record | None) -> dict[str, str]:
    return {name: getattr(record, name) for name in PARTS} if record else {}


def _context(actor: Actor, visit: Visit, record: Record | None, form: Any) -> dict[str, Any]:
    signed = record is not None and record.state == RecordState.SIGNED
    versions = queries.versions_of(actor, record) if record else []
    rows = Item.objects.of(actor).filter(is_active=True).exclude(kind="consult")
    return {
        "visit": visit,
        "customer": card_of(actor, visit.customer),
        "alerts": alerts(actor, visit.customer),
        "record": record,
        "form": form,
        "signed": signed,
        "versions": versions,
        "changes": _changes(versions),
        "items": list(rows.order_by("category__position", "name")),
        "plan": [*(record.plan if record else []), {}],
    }


def _changes(versions: list[queries.Version]) -> list[dict[str, Any]]:
    """Return, for each amendment, what it struck out and put in."""
    told = []
    for newer, older in pairwise(versions):
        marked = {
            part: compare(older.parts.get(part, ""), newer.parts.get(part, ""))
            for part in PARTS
            if older.parts.get(part) != newer.parts.get(part)
        }
        told.append({"version": newer, "parts": marked})
    return told


def compare(before: str, after: str) -> SafeString:
    """Return a text with its changes as del and ins."""
    old, new = (re.findall(r"\w+|\W", text) for text in (before, after))
    pieces: list[tuple[SafeString]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((format_html("{}", "".join(old[a:b])),))
            continue
        if b > a:
            pieces.append((format_html("<del>{}</del>", "".join(old[a:b])),))
        if d > c:
            pieces.append((format_html("<ins>{}</ins>", "".join(new[c:d])),))
    return format_html_join("", "{}", pieces)


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
    return render(
        request, "clinical/record.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@screen("clinical.write")
def autosave(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Keep the draft while the doctor is writing, and say when."""
    form = RecordForm(request.POST)
    form.is_valid()
    try:
        services.save_record(
            actor, visit_id=visit_id, parts=form.cleaned_data, plan=_plan(request)
        )
    except Refused as refusal:
        context = {"refusal": refusal, "advice": refusal.advice}
        return render(request, "clinical/_saved.html", context)
    return render(request, "clinical/_saved.html", {"at": clock.now()})


@require_POST
@screen("clinical.sign")
def sign(request: HttpRequest, actor: Actor, *, record_id: int, **_kwargs: Any) -> HttpResponse:
    """Sign the draft as it stands."""
    found = queries.get_record(actor, record_id)
    services.sign_record(actor, record_id=record_id)
    return go(
        request, reverse("clinical:record", args=[found.visit_id]), _("The record is signed.")
    )


@screen("clinical.sign")
def amend(
    request: HttpRequest, actor: Actor, *, record_id: int, **_kwargs: Any
) -> HttpResponse:
    """Add a version beside the signed one, with the reason why."""
    found = queries.get_record(actor, record_id)
    form = AmendForm(request.POST if request.method == "POST" else None, initial=_parts(found))
    context = _context(actor, found.visit, found, form) | {"amending": True}
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
