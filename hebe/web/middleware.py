"""Who is acting on this request, in which group; and what pages may load."""

from collections.abc import Callable
from contextlib import ExitStack

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from hebe.access.actor import Actor
from hebe.access.models import User
from hebe.access.queries import actor_for
from hebe.compliance.services import keeping_blocks
from hebe.kernel import clock
from hebe.tenancy.context import working_for

Respond = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECONDS_BETWEEN_STAMPS = 60  # at most: a tenth of a short limit


def address_behind_proxy(respond: Respond) -> Respond:
    """Take the caller's address from our own proxy, which adds it at the end of the list.

    Without a proxy nobody is believed: anyone can send the header.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        passed_on = request.headers.get("X-Forwarded-For", "")
        if settings.HEBE_BEHIND_PROXY and passed_on:
            request.META["REMOTE_ADDR"] = passed_on.rpartition(",")[2].strip()
        return respond(request)

    return answer


def content_policy(respond: Respond) -> Respond:
    """Send the content policy with every answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(self), microphone=(), geolocation=()"
        )
        return response

    return answer


def who_is_acting(respond: Respond) -> Respond:
    """Enter the signed-in user's group for the length of the request.

    The whole request is one transaction in which only rows of that group exist; an answer
    of 500 rolls it back. Times are those of the store where the user works.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        group_id = _group_of_session(request)
        if group_id is None:
            return respond(request)
        with working_for(group_id):
            _let_in(request)
            actor = acting(request)
            with ExitStack() as around:
                if actor is not None:
                    around.enter_context(keeping_blocks(actor))
                    around.enter_context(timezone.override(actor.zone))
                response = respond(request)
            # The next at this machine does not see it again by going back.
            response.headers.setdefault("Cache-Control", "private, no-store")
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return answer


def _group_of_session(request: HttpRequest) -> int | None:
    session = request.session
    stamp = session.get("seen")
    if stamp is None:
        return None
    moment = int(clock.now().timestamp())
    limit = settings.HEBE_IDLE_MINUTES * 60
    if moment - stamp > limit:
        logout(request)
        return None
    if _asked(request) and moment - stamp >= min(SECONDS_BETWEEN_STAMPS, limit // 10):
        session["seen"] = moment
    return int(session["group"])


def _asked(request: HttpRequest) -> bool:
    """Say whether somebody is there: a board that asks again by itself proves nothing."""
    return "Hebe-Unasked" not in request.headers


def _let_in(request: HttpRequest) -> None:
    user = User.unscoped.filter(pk=request.session.get("user"), is_active=True).first()
    if user is None or request.session.get("proof") != user.get_session_auth_hash():
        logout(request)
        return
    request.hebe_user = user  # type: ignore[attr-defined]
    request.actor = actor_for(  # type: ignore[attr-defined]
        user, store_id=request.session.get("store"), ip=address_of(request)
    )
    if user.language and user.language != translation.get_language():
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language


def address_of(request: HttpRequest) -> str:
    """Return where the request came from; see `address_behind_proxy`."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def sign_in(request: HttpRequest, user: User) -> None:
    """Start a fresh session for a user whose password (and code) was right."""
    request.session.cycle_key()
    request.session.update(
        {
            "user": user.pk,
            "group": user.group_id,
            "proof": user.get_session_auth_hash(),
            "seen": int(clock.now().timestamp()),
        }
    )


def acting(request: HttpRequest) -> Actor | None:
    """Return who is at the keyboard, or None."""
    return getattr(request, "actor", None)
