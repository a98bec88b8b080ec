"""Step 3: what is wrong row by row, and mending it before anything is imported."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.customers.importing import (
    get_draft,
    get_rejected_rows,
    mend_row,
    problem_in,
    problems_of,
    remedies_of,
    skip_row,
)
from hebe.customers.legacy.fields import FIELDS, HIDDEN
from hebe.customers.legacy.problems import PROBLEMS, Problem
from hebe.kernel.errors import NotFound, Refused
from hebe.web.customers_import.forms import MendForm
from hebe.web.customers_import.outlook import STEPS, Side, side_of
from hebe.web.forms import key_in
from hebe.web.screen import go, is_htmx, screen

SIZE = 25


def _rows(side: Side, found: list[Problem]) -> list[dict[str, Any]]:
    fixes, rows = side.fixes, []
    for problem in found:
        row = problem.as_row()
        row["heading"] = _headings(side)[problem.column] if problem.column >= 0 else ""
        row["remedies"] = remedies_of(problem)
        row["mends"] = problem.field in FIELDS and problem.code != "skipped"
        row["left_out"] = problem.code == "skipped" or problem.row_no in fixes.skipped
        row["mended"] = not side.draft.is_checked and problem.row_no in fixes.rows
        rows.append(row)
    return rows


def _headings(side: Side) -> list[str]:
    return [column["heading"] for column in side.draft.mapping["columns"]]


def _back(request: HttpRequest, draft_id: int, said: str) -> HttpResponse:
    """Go back to the part of the table one came from; one who stands there stays in place."""
    query = request.GET.copy()
    query.pop("field", None)
    address = reverse("customers_import:problems", args=[draft_id], query=query or None)
    response = go(request, address, said)
    if request.headers.get("HX-Current-URL", "").endswith(address):
        response["HX-Refresh"] = "true"
    return response


@screen("customers.import")
def problems(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Show the problems, all or of one kind."""
    draft = get_draft(actor, draft_id)
    if draft.job_id:
        return go(request, reverse("customers_import:report", args=[draft_id]))
    side = side_of(draft)
    if side is None or side.missing:
        return go(request, reverse("customers_import:columns", args=[draft_id]))
    codes = side.outlook.codes
    reason = asked if (asked := request.GET.get("reason", "")) in codes else ""
    total = codes[reason] if reason else side.problems
    at = _page_number(request, total)
    part = problems_of(actor, draft, code=reason)[(at - 1) * SIZE : at * SIZE]
    rows = _rows(side, [problem_in(row) for row in part])
    context = {
        "draft": draft,
        "side": side,
        "steps": STEPS,
        "rows": rows,
        "kinds": [(code, PROBLEMS[code].message, count) for code, count in codes.items()],
        "reason": reason,
        "total": total,
        "first": (at - 1) * SIZE + 1,
        "until": (at - 1) * SIZE + len(rows),
        "previous": f"?reason={reason}&page={at - 1}" if at > 1 else "",
        "next": f"?reason={reason}&page={at + 1}" if at * SIZE < total else "",
        "query": request.GET.urlencode(),
    }
    return render(request, "customers_import/problems.html", context)


def _page_number(request: HttpRequest, total: int) -> int:
    number = request.GET.get("page", "1")
    last = max(1, -(-total // SIZE))
    return min(max(int(number), 1), last) if number.isdecimal() and len(number) < 7 else 1


@screen("customers.import")
def rejected(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Hand out the rows that would stay out, with reasons, to be mended in Excel."""
    del request
    stored, book = get_rejected_rows(actor, draft_id=draft_id)
    return HttpResponse(book, headers=stored.headers)


def _problem(actor: Actor, draft_id: int, row_no: int, field: str) -> Problem:
    found = problems_of(actor, get_draft(actor, draft_id)).filter(row_no=row_no, field=field)
    row = found.first()
    if row is None:
        raise NotFound
    return problem_in(row)


@screen("customers.import")
def row(
    request: HttpRequest, actor: Actor, draft_id: int, row_no: int, **_kwargs: Any
) -> HttpResponse:
    """Ask for what is imported instead of one cell, and take it."""
    field = request.GET.get("field", "")
    problem = _problem(actor, draft_id, row_no, field)
    if field not in FIELDS:
        raise NotFound
    shown = problem.fix or problem.value
    store_id = get_draft(actor, draft_id).store_id
    masked = field in HIDDEN and not actor.may("see.customers.phone", store_id)
    if masked:
        shown = ""
    form = MendForm(FIELDS[field], request.POST or None, initial={"value": shown})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            typed = {field: form.cleaned_data["value"]}
            mend_row(actor, draft_id=draft_id, row_no=row_no, typed=typed)
            said = _("Row %(row)s was mended.") % {"row": row_no}
            return _back(request, draft_id, said)
        except Refused as refusal:
            form.add_error("value", str(refusal))
    if form.errors:
        status = 422
    context = {"form": form, "problem": problem.as_row(masked=masked), "draft_id": draft_id}
    page = "_mend.html" if is_htmx(request) else "mend.html"
    return render(request, f"customers_import/{page}", context, status=status)


@require_POST
@screen("customers.import")
def remedy(
    request: HttpRequest, actor: Actor, draft_id: int, row_no: int, **_kwargs: Any
) -> HttpResponse:
    """Take a one-press remedy of a problem."""
    found = remedies_of(_problem(actor, draft_id, row_no, request.POST.get("field", "")))
    chosen = dict(enumerate(found)).get(key_in(request.POST.get("remedy", "0")) or 0)
    if chosen is None:
        raise NotFound
    mend_row(actor, draft_id=draft_id, row_no=row_no, typed=chosen.typed)
    said = _("Row %(row)s was mended.") % {"row": row_no}
    return _back(request, draft_id, said)


@require_POST
@screen("customers.import")
def skip(
    request: HttpRequest, actor: Actor, draft_id: int, row_no: int, **_kwargs: Any
) -> HttpResponse:
    """Leave a row out, or take it back."""
    out = request.POST.get("back") != "1"
    skip_row(actor, draft_id=draft_id, row_no=row_no, skip=out)
    said = _("Row %(row)s is left out.") if out else _("Row %(row)s is back in.")
    return _back(request, draft_id, said % {"row": row_no})
