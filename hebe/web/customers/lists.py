"""The list and its advanced filter."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.customers import queries
from hebe.customers.models.people import VISITED, Customer
from hebe.filters import fields_for
from hebe.filters.kinds import BARE, OPS
from hebe.kernel.counting import counted
from hebe.web.customers.table import CustomersTable, tree
from hebe.web.drawer import drawer
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


@require_GET
@screen("customers.view")
def filter_drawer(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the builder of the advanced filter; the page's script turns it to life."""
    value = request.GET.get("where", "")
    fields = [
        {
            "code": field.code,
            "label": str(field.label),
            "kind": field.kind,
            "ops": [[op, str(OPS[op]), op in BARE] for op in field.ops],
            "choices": [[str(k), str(v)] for k, v in field.choices(actor)]
            if field.choices
            else [],
        }
        for field in fields_for(actor, Customer)
    ]
    present = tree(value) if value else {"all": []}
    return drawer(request, "customers/_filter.html", fields=fields, tree=present)


@require_GET
@screen("customers.view")
def filter_count(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Say how many an advanced filter lets through."""
    rows = queries.customer_list(actor, where=tree(request.GET.get("where", "{}")))
    return JsonResponse({"count": rows.count()})
