"""A fragment that opens in the drawer, or alone on a page of its app."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hebe.web.screen import is_htmx


def drawer(
    request: HttpRequest, fragment: str, form: Form | None = None, **context: Any
) -> HttpResponse:
    """Show a fragment; with 422 when its form was not accepted."""
    app = fragment.partition("/")[0]
    page = fragment if is_htmx(request) else f"{app}/alone.html"
    status = 422 if form is not None and form.errors else 200
    return render(request, page, {"form": form, "fragment": fragment, **context}, status=status)
