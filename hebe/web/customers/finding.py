"""The picker of a customer inside forms."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.customers import queries
from hebe.web.screen import screen


@require_GET
@screen("customers.view")
def pick(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Offer whom the typed text finds as the value of a form's field `name`."""
    text = request.GET.get("q", "")
    hits = [hit for hit in queries.search(actor, text, 8) if hit.within_reach]
    name = request.GET.get("name", "customer_id")[:40]
    context = {"hits": hits, "name": name, "text": text.strip()}
    return render(request, "customers/_pick.html", context)
