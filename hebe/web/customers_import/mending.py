"""Step 3: what is wrong row by row, and mending it before anything is imported."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.customers.importing import get_draft, mend_row, plan_draft, remedy_of, skip_row
from hebe.customers.legacy.fields import FIELDS
from hebe.customers.legacy.problems import PROBLEMS, Problem
from hebe.customers.legacy.workbooks import XLSX, rejected_workbook
from hebe.kernel.errors import NotFound, Refused
from hebe.web.customers_import.forms import MendForm
from hebe.web.customers_import.outlook import STEPS, Outlook, outlook_of
from hebe.web.jobs.views import download
from hebe.web.screen import go, is_htmx, screen

SIZE = 25


def _rows(outlook: Outlook, found: list[Problem]) -> list[dict[str, Any]]:
    headings = outlook.table.headings
    rows = []
    for problem in found:
        row = problem.as_row()
        row["heading"] = headings[problem.column] if problem.column >= 0 else ""
        row["remedy"] = remedy_of(problem)
        row["mends"] = problem.field in FIELDS and problem.code != "skipped"
        rows.append(row)
    return rows


def _here(draft_id: int, request: HttpRequest) -> str:
    query = request.GET.urlencode()
    address = reverse("customers_import:problems", args=[draft_id])
    return f"{address}?{query}" if query else address


@screen("customers.import")
def problems(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Show the problems, all or of one kind."""
    draft = get_draft(actor, draft_id)
    if draft.job_id:
        return go(request, reverse("customers_import:report", args=[draft_id]))
    outlook = outlook_of(actor, draft)
    if outlook.plan is None:
        return go(request, reverse("customers_import:columns", args=[draft_id]))
    every = outlook.plan.problems
    reason = request.GET.get("reason", "")
    found = [problem for problem in every if reason in {"", problem.code}]
    number = request.GET.get("page", "1")
    last = max(1, -(-len(found) // SIZE))
    at = min(max(int(number), 1), last) if number.isdecimal() and len(number) < 7 else 1
    part = found[(at - 1) * SIZE : at * SIZE]
    kinds = [
        (code, PROBLEMS[code].message, count)
        for code, count in Counter(problem.code for problem in every).most_common()
    ]
    context = {
        "draft": draft,
        "outlook": outlook,
        "steps": STEPS,
        "rows": _rows(outlook, part),
        "kinds": kinds,
        "reason": reason,
        "total": len(found),
        "every": len(every),
        "first": (at - 1) * SIZE + 1,
        "until": (at - 1) * SIZE + len(part),
        "previous": f"?reason={reason}&page={at - 1}" if at > 1 else "",
        "next": f"?reason={reason}&page={at + 1}" if at < last else "",
        "query": request.GET.urlencode(),
    }
    return render(request, "customers_import/problems.html", context)


@screen("customers.import")
def rejected(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Hand out the rows that would stay out, with reasons, to be mended in Excel."""
    del request
    draft = get_draft(actor, draft_id)
    table, plan = plan_draft(actor, draft)
    book = rejected_workbook(plan.rejected, table.headings)
    name = f"{draft.source.name.rsplit('.', 1)[0]}-{_('Not imported')}.xlsx"
    return download(name, XLSX, book)


def _problem(actor: Actor, draft_id: int, row_no: int, field: str) -> Problem:
    _table, plan = plan_draft(actor, get_draft(actor, draft_id))
    for problem in plan.problems:
        if problem.row_no == row_no and problem.field == field:
            return problem
    raise NotFound


@screen("customers.import")
def row(
    request: HttpRequest, actor: Actor, draft_id: int, row_no: int, **_kwargs: Any
) -> HttpResponse:
    """Ask for what is imported instead of one cell, and take it."""
    field = request.GET.get("field", "")
    problem = _problem(actor, draft_id, row_no, field)
    if field not in FIELDS:
        raise NotFound
    label = str(FIELDS[field].label)
    shown = problem.fix or problem.value
    if "phone" in field and not actor.may("see.customers.phone"):
        shown = ""
    form = MendForm(label, request.POST or None, initial={"value": shown})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            typed = {field: form.cleaned_data["value"]}
            mend_row(actor, draft_id=draft_id, row_no=row_no, typed=typed)
            said = _("Row %(row)s was mended.") % {"row": row_no}
            return go(request, reverse("customers_import:problems", args=[draft_id]), said)
        except Refused as refusal:
            form.add_error("value", str(refusal))
    if form.errors:
        status = 422
    masked = not actor.may("see.customers.phone")
    context = {"form": form, "problem": problem.as_row(masked=masked), "draft_id": draft_id}
    page = "_mend.html" if is_htmx(request) else "mend.html"
    return render(request, f"customers_import/{page}", context, status=status)


@require_POST
@screen("customers.import")
def remedy(
    request: HttpRequest, actor: Actor, draft_id: int, row_no: int, **_kwargs: Any
) -> HttpResponse:
    """Take the one-press remedy of a problem."""
    found = remedy_of(_problem(actor, draft_id, row_no, request.POST.get("field", "")))
    if found is None:
        raise NotFound
    mend_row(actor, draft_id=draft_id, row_no=row_no, typed=found.typed)
    said = _("Row %(row)s was mended.") % {"row": row_no}
    return go(request, _here(draft_id, request), said)


@require_POST
@screen("customers.import")
def skip(
    request: HttpRequest, actor: Actor, draft_id: int, row_no: int, **_kwargs: Any
) -> HttpResponse:
    """Leave a row out, or take it back."""
    out = request.POST.get("back") != "1"
    skip_row(actor, draft_id=draft_id, row_no=row_no, skip=out)
    said = _("Row %(row)s is left out.") if out else _("Row %(row)s is back in.")
    return go(request, _here(draft_id, request), said % {"row": row_no})
