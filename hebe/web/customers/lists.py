"""The list and its advanced filter."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.customers import queries
from hebe.customers.models.people import VISITED
from hebe.kernel.counting import counted
from hebe.web.customers.table import CustomersTable
from hebe.web.screen import screen


def rows_of(actor: Actor) -> Any:
    """Return the customers within reach, sortable also by a visit that never was."""
    return queries.customer_list(actor).annotate(visited=VISITED)


@require_GET
@screen("customers.view")
def customer_list(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the customers within reach."""
    table = CustomersTable(actor, request.GET)
    page = table.page(rows_of(actor))
    page.rows = queries.cards_of(actor, page.rows)
    counts = queries.customer_counts(actor, None if table.carried else page.total)
    context = {
        "page": page,
        "table": table,
        "everybody": counted(counts.everybody),
        "today": counts.entered_today,
        "tabs": _tabs(table, counts),
    }
    return render(request, "customers/list.html", context)


def _tabs(table: CustomersTable, counts: Any) -> list[dict[str, Any]]:
    """Return the views everybody has; own saved views follow them."""
    now = table.filter_query()
    found = [
        ("", _("All"), counts.everybody),
        ("mine=1", _("My customers"), counts.mine),
        ("key=1", _("Key customers"), None),
        ("stage=lead", _("Leads"), None),
        ("stage=dormant", _("Dormant"), None),
    ]
    return [
        {
            "url": f"?{query}",
            "label": label,
            "count": None if count is None else counted(count),
            "on": now == query,
        }
        for query, label, count in found
    ]
