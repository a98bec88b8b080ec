"""Step 2: which column goes where."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.customers.importing import Outlook, choose_sheet, get_draft, map_columns
from hebe.customers.legacy.columns import describe_columns
from hebe.customers.legacy.fields import FIELDS
from hebe.customers.legacy.mapping import ColumnMapping
from hebe.customers.legacy.tables import ALL
from hebe.customers.models import ImportDraft
from hebe.web.customers_import.outlook import STEPS, side_of
from hebe.web.customers_import.reading import reading_page
from hebe.web.screen import go, is_htmx, screen


def _shown(views: list[Any], show: str) -> list[Any]:
    if show == "important":
        return [view for view in views if view.is_important or not view.is_sure]
    return [view for view in views if not view.is_sure] if show == "doubtful" else views


def _page(request: HttpRequest, actor: Actor, draft_id: int) -> HttpResponse:
    draft = get_draft(actor, draft_id)
    side = side_of(draft)
    if side is None:
        return reading_page(request, draft)
    views = describe_columns(side.outlook.looks, ColumnMapping.from_json(draft.mapping))
    doubtful = sum(not view.is_sure for view in views)
    known = any(column["reason"] in {"saved", "person"} for column in draft.mapping["columns"])
    show = request.GET.get("show", "important")
    context = {
        "draft": draft,
        "side": side,
        "steps": STEPS,
        "views": _shown(views, show),
        "show": show,
        "counts": {
            "all": len(views),
            "important": len(_shown(views, "important")),
            "doubtful": doubtful,
            "sure": len(views) - doubtful,
        },
        "sheets": _sheets(draft, side.outlook),
        "fields": [(field.code, field.label) for field in FIELDS.values()],
        "from_before": known and not doubtful and not side.missing,
    }
    return render(request, "customers_import/columns.html", context)


def _sheets(draft: ImportDraft, outlook: Outlook) -> list[tuple[str, str, int, bool]]:
    """Return (code, label, rows, chosen) where a file has people on several sheets."""
    people = outlook.people
    if len(people) < 2:
        return []
    every = (ALL, gettext("All sheets"), sum(people.values()), draft.sheet == ALL)
    return [
        *((name, name, rows, outlook.sheet == name) for name, rows in people.items()),
        every,
    ]


@require_POST
@screen("customers.import")
def sheet(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Take the sheet that holds the list, or all of them."""
    choose_sheet(actor, draft_id=draft_id, sheet=request.POST.get("sheet", ""))
    return go(request, reverse("customers_import:columns", args=[draft_id]))


@screen("customers.import")
def columns(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Show the columns, or take corrections; they are remembered for files like this one."""
    draft = get_draft(actor, draft_id)
    if request.method != "POST":
        if draft.job_id:
            return go(request, reverse("customers_import:report", args=[draft_id]))
        return _page(request, actor, draft_id)
    changed = _changed(request, draft.mapping)
    if changed:
        map_columns(actor, draft_id=draft_id, fields=changed)
    if is_htmx(request):
        return _page(request, actor, draft_id)
    return go(request, request.get_full_path())


def _changed(request: HttpRequest, mapping: dict[str, Any]) -> dict[int, str]:
    """Return the fields that were chosen anew, by column."""
    before = {str(c["index"]): c["field"] for c in mapping.get("columns", ())}
    chosen = {
        name.removeprefix("column_"): str(value)
        for name, value in request.POST.items()
        if name.startswith("column_")
    }
    return {
        int(index): field
        for index, field in chosen.items()
        if index.isdecimal() and before.get(index) != field
    }
