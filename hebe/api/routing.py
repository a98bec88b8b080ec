"""How every operation is called and refuses, said once."""

from collections.abc import Callable
from typing import Any

import ninja
from ninja.constants import NOT_SET
from ninja.operation import Operation

from hebe.api.asking import by_body
from hebe.api.schemas import PROBLEMS
from hebe.api.strict import NoBody, NoQuery
from hebe.files.purposes import media_types

FILE = {  # as `response`: what an operation answers is a file
    "content": {
        kind: {"schema": {"type": "string", "format": "binary"}} for kind in media_types()
    },
    "description": "The file.",
}
NEEDS = "x-needs"  # in the schema: the permission that a read asks for
View = Callable[..., Any]


def needs(permission: str) -> Callable[[View], View]:
    """Say which permission a read asks for, "" for none.

    An operation that carries out an act bears the act's name, and needs what the act needs.
    """

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


class Router(ninja.Router):
    """A router whose operations bear the names of their functions and answer with problems."""

    def add_api_operation(
        self,
        path: str,
        methods: list[str],
        view_func: Callable[..., Any],
        *,
        response: Any = NOT_SET,
        **more: Any,
    ) -> None:
        """Add an operation; `response` is what it answers, by status unless that is 200."""
        answers = response if isinstance(response, dict) else {200: response}
        more["operation_id"] = more.get("operation_id") or view_func.__name__
        extra: dict[str, Any] = {}
        if response is FILE:
            answers = {}
            extra["responses"] = {200: FILE}
        if hasattr(view_func, "permission"):
            extra[NEEDS] = view_func.permission
        more["openapi_extra"] = extra
        super().add_api_operation(path, methods, view_func, response=answers | PROBLEMS, **more)
        operation: Operation = view_func._ninja_operation  # type: ignore[attr-defined]
        if all(model.__ninja_param_source__ != "query" for model in operation.models):
            operation.models.append(NoQuery)
        sources = {model.__ninja_param_source__ for model in operation.models}
        if methods != ["GET"] and not sources & {"body", "form", "file"}:
            operation.models.append(NoBody)
        if methods == ["GET"] and (asked := by_body(view_func, operation)):
            self.add_api_operation(f"{path}/query", ["POST"], asked, response=response)
