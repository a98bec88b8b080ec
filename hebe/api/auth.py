"""Bearer keys: `hebe_<group>_<secret>` opens the group, the rights are the user's."""

import hashlib
import re
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.security import HttpBearer

from hebe.access.actor import Actor
from hebe.access.choices import Via
from hebe.access.errors import IdempotencyKeyReused
from hebe.access.models import Submission
from hebe.access.once import claim, remember
from hebe.access.queries import actor_for_key
from hebe.api.errors import BASE, problem, refusal
from hebe.compliance.services import keeping_blocks
from hebe.tenancy.context import working_for

KEY = re.compile(r"hebe_(\d{1,18})_[\w-]{20,80}\Z")
WRITES = {"POST", "PUT", "PATCH", "DELETE"}
LONGEST_KEY = 70
ANSWERED_ONCE = "no-store"  # as Cache-Control: an answer that is not kept for repeats
Respond = Callable[[HttpRequest], HttpResponse]


class ApiRequest(HttpRequest):
    """A request whose key was recognised; what operations are given."""

    actor: Actor


class Bearer(HttpBearer):
    """Lets in whom `enter` has recognised by a key; a session of the screens opens nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        del token
        actor: Actor | None = getattr(request, "actor", None)
        return actor if actor is not None and actor.via == Via.API else None


def enter(respond: Respond) -> Respond:
    """Middleware: open the key's group for API requests, and carry out each key once.

    A request with an `Idempotency-Key` is answered again, not carried out again; the same key
    with another body is refused.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(BASE):
            return respond(request)
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        found = KEY.match(key := key.strip())
        if found is None or scheme.lower() != "bearer":
            return respond(request)
        with working_for(int(found[1])):
            actor = actor_for_key(key, ip=str(request.META.get("REMOTE_ADDR", ""))[:45])
            if actor is None:
                return respond(request)
            request.actor = actor  # type: ignore[attr-defined]
            with keeping_blocks(actor), timezone.override(actor.zone):
                response = _once(request, actor, respond)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return answer


def _once(request: HttpRequest, actor: Actor, respond: Respond) -> HttpResponse:
    token = request.headers.get("Idempotency-Key", "")
    with transaction.atomic():
        if not token or request.method not in WRITES:
            return _rolled_back_when_refused(respond(request))
        if len(token) > LONGEST_KEY or "\x00" in token:
            return problem(422, "invalid", f"Idempotency-Key is too long ({LONGEST_KEY}).")
        try:
            row, is_first = claim(
                actor, f"api:{token}", address=request.path, fingerprint=_fingerprint(request)
            )
        except IdempotencyKeyReused as reused:
            return refusal(request, reused)
        if not is_first:
            return _again(row)
        response = _rolled_back_when_refused(respond(request))
        if response.status_code < 400:
            remember(row, status=response.status_code, body=_kept(response))
    return response


def _kept(response: HttpResponse) -> str:
    """Return what may be answered again: neither secrets nor files."""
    is_text = response.get("Content-Type", "").startswith("application/json")
    is_secret = response.get("Cache-Control") == ANSWERED_ONCE
    return response.content.decode() if is_text and not is_secret else ""


def _fingerprint(request: HttpRequest) -> str:
    said = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(said).hexdigest()


def _again(row: Submission) -> HttpResponse:
    response = HttpResponse(row.body, status=row.status, content_type="application/json")
    response["Idempotency-Replayed"] = "true"
    return response


def _rolled_back_when_refused(response: HttpResponse) -> HttpResponse:
    if response.status_code >= 400:
        transaction.set_rollback(True)
    return response
