"""Screens of bundles."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.catalog.models import Bundle
from hebe.catalog.queries import bundle_list, get_bundle
from hebe.catalog.services import (
    create_bundle,
    marks_of,
    retire_bundle,
    update_bundle,
)
from hebe.kernel.money import yuan
from hebe.web.catalog import cells
from hebe.web.catalog.forms import BundleForm
from hebe.web.catalog.pieces import choices, padded, rows_of
from hebe.web.catalog.tables import BundleTable
from hebe.web.exporting import export_matching
from hebe.web.forms import typed
from hebe.web.screen import go, screen

SHOWN = (cells.bundle_offer, cells.days)


@screen("catalog.view")
def bundles(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the bundles."""
    page = BundleTable(actor, request.GET).page(bundle_list(actor, is_active=None))
    return render(request, "catalog/bundles.html", {"page": page})


@require_POST
@screen("catalog.export")
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write all matching bundles to a workbook."""
    return export_matching(request, actor, BundleTable, bundle_list(actor, is_active=None))


@screen("catalog.view")
def bundle(request: HttpRequest, actor: Actor, bundle_id: int) -> HttpResponse:
    """Show a bundle: what it holds, what it costs and saves."""
    found = get_bundle(actor, bundle_id)
    shown = {cell.__name__: cell(found, actor) for cell in SHOWN}
    return render(request, "catalog/bundle.html", {"bundle": found, "cells": shown})


def _shown(
    request: HttpRequest, actor: Actor, form: BundleForm, bundle: Bundle | None
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "bundle": bundle,
        "rows": padded(form["lines"].value()),
        "shelves": choices(actor, bundle),
    }
    status = 422 if form.errors else 200
    return render(request, "catalog/bundle_form.html", context, status=status)


@screen("catalog.bundles")
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Design a bundle."""
    form = BundleForm(typed(request))
    made = form.attempt(lambda: create_bundle(actor, **form.given()))
    if made is not None:
        said = _("%(name)s was added.") % {"name": made.name}
        return go(request, reverse("catalog:bundle", args=[made.pk]), said)
    return _shown(request, actor, form, None)


@screen("catalog.bundles")
def edit(request: HttpRequest, actor: Actor, bundle_id: int) -> HttpResponse:
    """Change a bundle."""
    found = get_bundle(actor, bundle_id)
    present = {name: getattr(found, name) for name in BundleForm.base_fields}
    present |= {"price_fen": yuan(found.price_fen), "lines": rows_of(found)}
    held = "; ".join(map(str, found.lines.all()))
    form = BundleForm(typed(request), initial=present, marks=marks_of(found), held=held)
    saved = form.attempt(
        lambda: update_bundle(
            actor, bundle_id=bundle_id, seen=form.seen, **form.given(found.code)
        )
    )
    if saved is not None:
        return go(request, reverse("catalog:bundle", args=[bundle_id]), _("Saved."))
    return _shown(request, actor, form, found)


@require_POST
@screen("catalog.bundles")
def retire(request: HttpRequest, actor: Actor, bundle_id: int) -> HttpResponse:
    """Take a bundle off the offer."""
    retire_bundle(actor, bundle_id=bundle_id)
    address = reverse("catalog:bundle", args=[bundle_id])
    return go(request, address, _("No longer on offer. What was sold stays."))


@require_POST
@screen("catalog.bundles")
def offer(request: HttpRequest, actor: Actor, bundle_id: int) -> HttpResponse:
    """Put a bundle back on offer."""
    update_bundle(actor, bundle_id=bundle_id, is_active=True)
    address = reverse("catalog:bundle", args=[bundle_id])
    return go(request, address, _("On offer again."))
