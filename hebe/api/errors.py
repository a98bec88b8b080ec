"""Refusals as problem+json (RFC 9457) with stable codes."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from hebe.kernel.errors import Invalid, Refused


def problem(status: int, code: str, detail: str = "", **more: Any) -> HttpResponse:
    """Return a problem+json answer."""
    body = {"type": "about:blank", "status": status, "code": code, "detail": detail} | more
    return JsonResponse(body, status=status, content_type="application/problem+json")


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    del request
    more: dict[str, Any] = {}
    advice = str(getattr(refusal, "advice", ""))
    if advice:
        more["advice"] = advice
    if isinstance(refusal, Invalid):
        more["errors"] = [{"field": refusal.field, "message": str(refusal)}]
    for name in ("rule_id", "source"):
        if getattr(refusal, name, ""):
            more[name] = str(getattr(refusal, name))
    return problem(refusal.status, refusal.code, str(refusal), **more)


def _unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    del request
    errors = [
        {"field": ".".join(str(part) for part in e["loc"][1:]), "message": e["msg"]}
        for e in error.errors
    ]
    return problem(422, "invalid", "The request does not fit the schema.", errors=errors)


def install(api: NinjaAPI) -> None:
    """Map every refusal of the house to an answer."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(ValidationError, _unfit)
    api.add_exception_handler(
        AuthenticationError, lambda _r, _e: problem(401, "unauthenticated", "Send a valid key.")
    )
    api.add_exception_handler(Http404, lambda _r, _e: problem(404, "not_found"))
    api.add_exception_handler(SuspiciousOperation, lambda _r, _e: problem(400, "bad_request"))
    api.add_exception_handler(
        HttpError, lambda _r, e: problem(e.status_code, "bad_request", str(e))
    )
