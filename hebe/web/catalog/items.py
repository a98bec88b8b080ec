"""Screens of items."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.catalog.models import Item
from hebe.catalog.queries import (
    device_types,
    get_item,
    item_list,
    price_history,
    standing_of,
)
from hebe.catalog.services import (
    create_category,
    create_item,
    marks_of,
    retire_item,
    update_item,
)
from hebe.compliance.official import DEPARTMENTS
from hebe.kernel import clock
from hebe.staff.queries import performers_for
from hebe.tenancy.choices import Department
from hebe.web.catalog import cells
from hebe.web.catalog.forms import CategoryForm, ItemForm, values_of
from hebe.web.catalog.needs import choices, padded, present
from hebe.web.catalog.tables import ItemTable
from hebe.web.drawer import drawer
from hebe.web.exporting import export_matching
from hebe.web.forms import typed
from hebe.web.screen import go, screen

SHOWN = (cells.offer, cells.price, cells.needs)
SECTIONS = (
    "name code category_id kind",
    "department technique level catalogue_name",
    "duration_minutes turnaround_minutes",
    "price_fen unit",
)


@screen("catalog.view")
def items(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the items."""
    page = ItemTable(actor, request.GET).page(item_list(actor, is_active=None))
    return render(request, "catalog/items.html", {"page": page})


@require_POST
@screen("catalog.export")
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write all matching items to a workbook."""
    return export_matching(request, actor, ItemTable, item_list(actor, is_active=None))


@screen("catalog.view")
def item(request: HttpRequest, actor: Actor, item_id: int) -> HttpResponse:
    """Show an item: facts, where it may be offered, who may do it today."""
    found = get_item(actor, item_id)
    today = clock.today(actor.zone)
    standings = [
        (s, performers_for(actor, found, s.store, today) if s.is_allowed else [])
        for s in standing_of(actor, found)
    ]
    context = {
        "item": found,
        "standings": standings,
        "prices": price_history(actor, found),
        "cells": {cell.__name__: cell(found, actor) for cell in SHOWN},
    }
    return render(request, "catalog/item.html", context)


def _shown(
    request: HttpRequest, actor: Actor, form: ItemForm, item: Item | None
) -> HttpResponse:
    names = dict(Department.choices)
    context: dict[str, Any] = {
        "form": form,
        "item": item,
        "sections": [[form[name] for name in words.split()] for words in SECTIONS],
        "official": [(name, names[code]) for name, code in DEPARTMENTS.items()],
        "devices": device_types(actor),
        "rows": padded(form["needs"].value()),
        "takers": choices(),
    }
    status = 422 if form.errors else 200
    return render(request, "catalog/item_form.html", context, status=status)


@screen("catalog.edit")
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add an item."""
    asked = {"category_id": request.GET.get("category", ""), "needs": present(None)}
    form = ItemForm(actor, typed(request), initial=asked)
    made = form.attempt(lambda: create_item(actor, **form.given()))
    if made is not None:
        address = reverse("catalog:item", args=[made.pk])
        return go(request, address, _("%(name)s was added.") % {"name": made.name})
    return _shown(request, actor, form, None)


@screen("catalog.edit")
def edit(request: HttpRequest, actor: Actor, item_id: int) -> HttpResponse:
    """Change an item."""
    found = get_item(actor, item_id)
    values = values_of(found, ItemForm) | {"needs": present(found)}
    form = ItemForm(actor, typed(request), initial=values, marks=marks_of(found))
    saved = form.attempt(
        lambda: update_item(actor, item_id=item_id, seen=form.seen, **form.given(found.code))
    )
    if saved is not None:
        return go(request, reverse("catalog:item", args=[item_id]), _("Saved."))
    return _shown(request, actor, form, found)


@require_POST
@screen("catalog.edit")
def retire(request: HttpRequest, actor: Actor, item_id: int) -> HttpResponse:
    """Take an item off the offer."""
    retire_item(actor, item_id=item_id)
    address = reverse("catalog:item", args=[item_id])
    return go(request, address, _("No longer on offer. What was booked and sold stays."))


@require_POST
@screen("catalog.edit")
def offer(request: HttpRequest, actor: Actor, item_id: int) -> HttpResponse:
    """Put an item back on offer."""
    update_item(actor, item_id=item_id, is_active=True)
    address = reverse("catalog:item", args=[item_id])
    return go(request, address, _("On offer again."))


@screen("catalog.edit")
def new_category(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add a shelf."""
    form = CategoryForm(typed(request))
    made = form.attempt(lambda: create_category(actor, **form.cleaned_data))
    if made is not None:
        address = f"{reverse('catalog:create')}?category={made.pk}"
        return go(request, address, _("%(name)s was added.") % {"name": made.name})
    return drawer(request, "catalog/_category.html", form)
