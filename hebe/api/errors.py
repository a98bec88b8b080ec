"""Refusals as problem+json (RFC 9457) with stable codes."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import (
    AuthenticationError,
    HttpError,
    ValidationError,
    ValidationErrorContext,
)
from ninja.openapi.schema import OpenAPISchema

from hebe.api.strict import nearest
from hebe.kernel.errors import Refused

Handler = Callable[[HttpRequest, Any], HttpResponse]
Respond = Callable[[HttpRequest], HttpResponse]
BASE = "/api/v1/"
PROBLEM = "application/problem+json"
# What Django turns away, or breaks on, before or after an operation has its say.
UNFORESEEN = {
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take this method."),
    413: ("too_large", "The request is too large. Nothing was changed."),
    500: ("broken", "Something broke. Nothing was changed."),
}


def problem(status: int, code: str, detail: str = "", **more: Any) -> HttpResponse:
    """Return a problem+json answer."""
    body = {"type": "about:blank", "status": status, "code": code, "detail": detail} | more
    return JsonResponse(body, status=status, content_type=PROBLEM)


def refusal(request: HttpRequest, refused: Any) -> HttpResponse:
    """Answer a refusal: its status, its stable code, and what to do next."""
    del request
    more: dict[str, Any] = {}
    advice = str(getattr(refused, "advice", ""))
    if advice:
        more["advice"] = advice
    fields = [refused.field] if refused.field else refused.details.get("fields", [])
    if fields:
        more["errors"] = [{"field": field, "message": str(refused)} for field in fields]
    for name in ("rule_id", "source"):
        if getattr(refused, name, ""):
            more[name] = str(getattr(refused, name))
    return problem(refused.status, refused.code, str(refused), **more)


class Api(NinjaAPI):
    """Ninja's, but each error names the field as it was sent, with the name that was meant.

    What refuses is described as the problem+json that it is.
    """

    def get_openapi_schema(self, **said: Any) -> OpenAPISchema:
        """Return the description of every operation."""
        schema = super().get_openapi_schema(**said)
        for verbs in schema["paths"].values():
            for operation in verbs.values():
                for status, answer in operation["responses"].items():
                    if status >= 400 and "content" in answer:
                        answer["content"] = {PROBLEM: answer["content"].pop("application/json")}
        return schema

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """Return what does not fit, field by field."""
        return ValidationError(
            [
                _misfit(context.model, dict(said))
                for context in error_contexts
                for said in context.pydantic_validation_error.errors(include_url=False)
            ]
        )


def _misfit(model: Any, said: dict[str, Any]) -> dict[str, Any]:
    """Return one error as it is answered."""
    path = said["loc"]
    # The one body of an operation has no name outside; the parts of a filter are flat there.
    outside = path[1:] if len(path) > 1 and path[0] in model.model_fields else path
    error = {"field": ".".join(map(str, outside)), "message": said["msg"]}
    if said["type"] == "extra_forbidden":
        error["message"] = "There is no such field."
        if meant := nearest(model, path):
            error["advice"] = f"Did you mean {meant}?"
    return error


def _unfit(request: HttpRequest, error: Any) -> HttpResponse:
    del request
    return problem(422, "invalid", "The request does not fit.", errors=error.errors)


def _answer(status: int, code: str, detail: str = "") -> Handler:
    def handle(request: HttpRequest, error: Any) -> HttpResponse:
        del request, error
        return problem(status, code, detail)

    return handle


def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    del request, error
    answer = problem(401, "unauthenticated", "Send a valid key.")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _plain(request: HttpRequest, error: Any) -> HttpResponse:
    del request
    return problem(error.status_code, "bad_request", str(error))


def install(api: NinjaAPI) -> None:
    """Map every refusal of the house to an answer."""
    handlers: dict[type[Exception], Handler] = {
        Refused: refusal,
        ValidationError: _unfit,
        AuthenticationError: _unknown,
        Http404: _answer(404, "not_found"),
        HttpError: _plain,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def problems_only(respond: Respond) -> Respond:
    """Middleware: a program that calls the API never gets an error page in its place."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        wrong = response.status_code
        if wrong < 400 or not request.path.startswith(BASE):
            return response
        if response.get("Content-Type") == PROBLEM:
            return response
        instead = problem(wrong, *UNFORESEEN.get(wrong, ("bad_request", "")))
        if "Allow" in response:
            instead["Allow"] = response["Allow"]
        return instead

    return answer
