"""Bearer keys: `hebe_<group>_<secret>` opens the group, the rights are the user's."""

import hashlib
import re
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja.security import HttpBearer

from hebe.access.actor import Actor
from hebe.access.once import remember, replay_of, start
from hebe.access.queries import actor_for_key
from hebe.api.errors import problem
from hebe.compliance.services import keeping_blocks
from hebe.tenancy.context import working_for

KEY = re.compile(r"hebe_(\d{1,18})_[\w-]{20,80}\Z")
Respond = Callable[[HttpRequest], HttpResponse]


class ApiRequest(HttpRequest):
    """A request whose key was recognised; what operations are given."""

    actor: Actor


class Bearer(HttpBearer):
    """Lets in whom `enter` has already recognised."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        del token
        actor: Actor | None = getattr(request, "actor", None)
        return actor


def enter(respond: Respond) -> Respond:
    """Middleware: open the key's group for API requests, and carry out each key once.

    A request with an `Idempotency-Key` is answered again, not carried out again; the same key
    with another body is refused.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/v1/"):
            return respond(request)
        key = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        found = KEY.match(key)
        if found is None:
            return respond(request)
        with working_for(int(found[1])):
            actor = actor_for_key(key, ip=str(request.META.get("REMOTE_ADDR", ""))[:45])
            if actor is None:
                return respond(request)
            request.actor = actor  # type: ignore[attr-defined]
            with keeping_blocks(actor):
                response = _once(request, actor, respond)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return answer


def _once(request: HttpRequest, actor: Actor, respond: Respond) -> HttpResponse:
    token = request.headers.get("Idempotency-Key", "")
    if not token or request.method not in {"POST", "PUT", "PATCH", "DELETE"}:
        with transaction.atomic():
            return _rolled_back_when_refused(respond(request))
    if len(token) > 70:
        return problem(422, "invalid", "Idempotency-Key is too long (70).")
    fingerprint = hashlib.sha256(
        f"{request.method} {request.path}\n".encode() + request.body
    ).hexdigest()
    first = replay_of(actor, f"api:{token}")
    if first is not None:
        if first.fingerprint != fingerprint:
            return problem(409, "idempotency_key_reused", "This key was used for another body.")
        response = HttpResponse(
            first.body, status=first.status, content_type="application/json"
        )
        response["Idempotency-Replayed"] = "true"
        return response
    with transaction.atomic():
        row = start(actor, f"api:{token}", request.path, fingerprint)
        response = _rolled_back_when_refused(respond(request))
        if response.status_code < 400:
            secret = response.get("Cache-Control") == "no-store"
            body = "" if secret else response.content.decode()
            remember(row, response.status_code, "", body)
    return response


def _rolled_back_when_refused(response: HttpResponse) -> HttpResponse:
    if response.status_code >= 400:
        transaction.set_rollback(True)
    return response
