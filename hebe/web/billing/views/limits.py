"""How much off the list each role may give."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hebe.access.actor import Actor
from hebe.billing.queries import discount_limits
from hebe.billing.services import set_discount_limit
from hebe.kernel.errors import NotFound
from hebe.web.billing.forms import LimitForm
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.screen import go, screen


@require_GET
@screen("billing.limits")
def limits(request: HttpRequest, actor: Actor, **_kw: Any) -> HttpResponse:
    """Show every role with its limit."""
    return render(request, "billing/limits.html", {"limits": discount_limits(actor)})


@require_http_methods(["GET", "POST"])
@screen("billing.limits")
def limit(request: HttpRequest, actor: Actor, role_id: int, **_kw: Any) -> HttpResponse:
    """Set the limit of one role."""
    found = next((row for row in discount_limits(actor) if row.role.pk == role_id), None)
    if found is None:
        raise NotFound
    form = LimitForm(typed(request), initial={"percent": found.percent})
    if form.attempt(lambda: set_discount_limit(actor, role_id=role_id, **form.cleaned_data)):
        said = _("The limit of %(role)s was saved.") % {"role": found.role.label}
        return go(request, reverse("billing:limits"), said)
    return drawer(request, "billing/_limit.html", form, limit=found)
