"""A form that opens in a drawer, or alone on its page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hebe.web.forms import KeptForm
from hebe.web.screen import is_htmx


def drawer(
    request: HttpRequest, fragment: str, form: KeptForm | None = None, **context: Any
) -> HttpResponse:
    """Show a fragment; with 422 when its form was not accepted."""
    page = fragment if is_htmx(request) else "access/alone.html"
    status = 422 if form is not None and form.errors else 200
    return render(request, page, {"form": form, "fragment": fragment, **context}, status=status)
