"""The one way into a screen: an actor, a permission, one submission, a civil refusal."""

import json
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from hebe.access.actor import Actor
from hebe.access.once import remember, replay_of, start
from hebe.kernel.errors import Forbidden, Refused
from hebe.web.middleware import acting

View = Callable[Concatenate[HttpRequest, Actor, ...], HttpResponse]


def screen(permission: str = "") -> Callable[[View], Callable[..., HttpResponse]]:
    """Open a screen to those who hold `permission` (empty: to everybody signed in).

    A POST that carries a once-token is carried out once: a repeat gets the first answer.
    A refusal rolls the act back and is shown where the person is; nothing typed is lost.
    """

    def wrap(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            actor = acting(request)
            if actor is None:
                return ask_to_sign_in(request)
            try:
                if permission:
                    actor.check(permission)
                refuse_nul(request)
                return _once(request, actor, lambda: view(request, actor, **kwargs))
            except Refused as refusal:
                return refused(request, refusal)

        marked: Any = inner
        marked.permission = permission or "signed in"
        return inner

    return wrap


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger, or somebody whose session ended, to the sign-in page and back."""
    back = request.get_full_path()
    if request.method != "GET" or is_htmx(request):
        back = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/"
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    address = f"{settings.LOGIN_URL}?{urlencode({'next': back if safe else '/'})}"
    if is_htmx(request):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address)


def _once(
    request: HttpRequest, actor: Actor, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    token = request.POST.get("once", "") if request.method == "POST" else ""
    if not token or len(token) > 80:
        with transaction.atomic():
            return answer()
    first = replay_of(actor, token)
    if first is not None:
        return _again(first.status, first.location, first.body)
    with transaction.atomic():
        row = start(actor, token, request.path)
        response = answer()
        if response.status_code < 400:
            text = "" if response.streaming else response.content.decode(errors="replace")
            remember(row, response.status_code, response.get("Location", ""), text)
        else:
            transaction.set_rollback(True)
    return response


def _again(status: int, location: str, body: str) -> HttpResponse:
    if location:
        return HttpResponseRedirect(location)
    return HttpResponse(body, status=status or 200)


def refuse_nul(request: HttpRequest) -> None:
    """Refuse text that no database column can hold."""
    values = [*request.GET.values(), *request.POST.values()]
    if any("\x00" in str(value) for value in values):
        raise SuspiciousOperation


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Show a refusal: a toast for a fragment, a page with the way back for a full load."""
    context = {"refusal": refusal, "advice": getattr(refusal, "advice", "")}
    if is_htmx(request):
        response = render(request, "web/_refusal.html", context, status=refusal.status)
        response["HX-Retarget"] = "#refusals"
        response["HX-Reswap"] = "innerHTML"
        return response
    page = "403.html" if isinstance(refusal, Forbidden) else "409.html"
    if refusal.status == 404:
        page = "404.html"
    return render(request, page, context, status=refusal.status)


def is_htmx(request: HttpRequest) -> bool:
    """Say whether a fragment is wanted rather than a page."""
    return bool(getattr(request, "htmx", False))


def fresh_token() -> str:
    """Return a new once-token for a form."""
    return secrets.token_urlsafe(18)


def go(request: HttpRequest, address: str, message: object = "") -> HttpResponse:
    """Answer a successful act: on to `address`, with a toast saying what happened."""
    if message:
        messages.success(request, str(message))
    if is_htmx(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address)


def toast(response: HttpResponse, text: object, tone: str = "good") -> HttpResponse:
    """Add a toast to a fragment's answer."""
    response["HX-Trigger"] = json.dumps({"toast": {"text": str(text), "tone": tone}})
    return response
