"""Screens of products."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.catalog.queries import get_product, product_list
from hebe.catalog.services import create_product, marks_of, update_product
from hebe.web.catalog.forms import ProductForm, values_of
from hebe.web.catalog.tables import ProductTable
from hebe.web.drawer import drawer
from hebe.web.exporting import export_matching
from hebe.web.forms import typed
from hebe.web.screen import go, screen


@screen("catalog.view")
def products(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the products."""
    page = ProductTable(actor, request.GET).page(product_list(actor, is_active=None))
    return render(request, "catalog/products.html", {"page": page})


@require_POST
@screen("catalog.export")
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write all matching products to a workbook."""
    return export_matching(request, actor, ProductTable, product_list(actor, is_active=None))


@screen("catalog.edit")
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add a product."""
    form = ProductForm(typed(request))
    made = form.attempt(lambda: create_product(actor, **form.given()))
    if made is not None:
        message = _("%(name)s was added.") % {"name": made.name}
        return go(request, reverse("catalog:products"), message)
    return drawer(request, "catalog/_product.html", form)


@screen("catalog.edit")
def edit(request: HttpRequest, actor: Actor, product_id: int) -> HttpResponse:
    """Change a product."""
    found = get_product(actor, product_id)
    present = values_of(found, ProductForm)
    form = ProductForm(typed(request), initial=present, marks=marks_of(found))
    saved = form.attempt(
        lambda: update_product(
            actor, product_id=product_id, seen=form.seen, **form.given(found.code)
        )
    )
    if saved is not None:
        return go(request, reverse("catalog:products"), _("Saved."))
    return drawer(request, "catalog/_product.html", form, product=found)
