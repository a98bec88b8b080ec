"""The one way into a screen: an actor, a permission, one submission, a civil refusal."""

import hashlib
import json
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.access.models import Submission
from hebe.access.once import LONGEST_TOKEN, claim, remember
from hebe.kernel.errors import Forbidden, Refused
from hebe.web.middleware import acting


class Unstorable(Refused):
    """Text that no database column can hold."""

    message = _("What you sent holds an invisible character (NUL). Nothing was changed.")
    advice = _("Go back, type the text instead of pasting it, and send it again.")
    status = 400


View = Callable[Concatenate[HttpRequest, Actor, ...], HttpResponse]


def screen(
    permission: str = "", *, whole: bool = False
) -> Callable[[View], Callable[..., HttpResponse]]:
    """Open a screen to those who hold `permission` (empty: to everybody signed in).

    `whole`: what is done there counts for every store, and so must the right.
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
                    actor.check(permission, whole=whole)
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
    return go_by(request, settings.LOGIN_URL)


def go_by(request: HttpRequest, page: str) -> HttpResponse:
    """Send somebody to a page that comes first, and from there to where she wanted to go."""
    back = request.get_full_path()
    if request.method != "GET" or is_htmx(request):
        back = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/"
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    address = f"{page}?{urlencode({'next': back if safe else '/'})}"
    if is_htmx(request):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address)


def _once(
    request: HttpRequest, actor: Actor, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    if request.method == "GET":  # nothing to take back: no savepoint
        return answer()
    token = request.POST.get("once", "")
    with transaction.atomic():
        row = None
        if 0 < len(token) <= LONGEST_TOKEN:
            row, is_first = claim(
                actor, token, address=request.path, fingerprint=_fingerprint(request)
            )
            if not is_first:
                return _again(request, row)
        response = answer()
        if response.status_code >= 400:
            transaction.set_rollback(True)
        elif row is not None:
            location = response.get("Location") or response.get("HX-Redirect") or ""
            text = "" if response.streaming else response.content.decode(errors="replace")
            remember(row, status=response.status_code, location=location, body=text)
    return response


def _fingerprint(request: HttpRequest) -> str:
    """Return a digest of what was typed and of the files that came with it.

    A corrected file often has the name and the size of the wrong one: its content counts.
    """
    typed = sorted((k, v) for k, v in request.POST.lists() if k != "csrfmiddlewaretoken")
    files = sorted(
        (name, str(file.name), _content(file))
        for name, sent in request.FILES.lists()
        for file in sent
    )
    return hashlib.sha256(repr((typed, files)).encode()).hexdigest()


def _content(file: "UploadedFile[Any]") -> str:
    """Return the digest of a file, read in pieces; it can be read again from its beginning."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _again(request: HttpRequest, row: Submission) -> HttpResponse:
    if row.location:
        return go(request, row.location)
    return HttpResponse(row.body, status=row.status or 200)


def refuse_nul(request: HttpRequest) -> None:
    """Refuse text that no database column can hold."""
    for sent in (request.GET, request.POST):
        if any("\x00" in value for _name, values in sent.lists() for value in values):
            raise Unstorable


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
        response["HX-Redirect"] = iri_to_uri(address)
        return response
    return HttpResponseRedirect(address)


def toast(response: HttpResponse, text: object, tone: str = "good") -> HttpResponse:
    """Add a toast to a fragment's answer."""
    response["HX-Trigger"] = json.dumps({"toast": {"text": str(text), "tone": tone}})
    return response
