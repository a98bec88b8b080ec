"""A list that takes a filter is also asked by a body: an address holds only so many letters.

`GET /orders?state=paid` is `POST /orders/query` with `{"state": "paid"}`: the same names, the
same pages, the same right. A filter tree is an object there, not a text.
"""

import json
from collections.abc import Callable, Collection
from inspect import Parameter, signature
from typing import Annotated, Any

from ninja.operation import Operation
from ninja.params.models import Query
from ninja.signature.details import FuncParam
from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema, create_model

from hebe.api.auth import ApiRequest
from hebe.api.schemas import Sent
from hebe.api.strict import flat_names, models_in

PAGING = {"cursor", "limit"}
WHERE = "filter"
WHAT = "What the list takes in its address."
View = Callable[..., Any]


def _as_text(tree: dict[str, Any]) -> str:
    return json.dumps(tree, ensure_ascii=False) if tree else ""


Tree = Annotated[dict[str, Any], AfterValidator(_as_text), WithJsonSchema({"type": "object"})]


def by_body(view: View, operation: Operation) -> View | None:
    """Return how the list of a GET operation is asked by a body, None if it takes no filter."""
    query = next(m for m in operation.models if m.__ninja_param_source__ == "query")
    names = {*flat_names(query)}
    if "cursor" not in names or names <= PAGING:
        return None
    params = [param for param in operation.signature.params if isinstance(param.source, Query)]
    title = "".join(part.title() for part in view.__name__.split("_"))
    wholes = {param.name: model for param in params for model in models_in(param.annotation)}
    singles = [param for param in params if param.name not in wholes]
    base = next(iter(wholes.values()), Sent)
    if wholes and not singles:
        return _taking(view, wholes, base, params)
    fields: Any = {param.name: (_kind(param), _field(param)) for param in singles}
    body = create_model(f"{title}Query", __base__=base, __doc__=WHAT, **fields)
    return _taking(view, wholes, body, params)


def _kind(param: FuncParam) -> Any:
    return Tree if param.alias == WHERE else param.annotation


def _field(param: FuncParam) -> Any:
    default = {} if param.alias == WHERE else param.source.default
    alias = param.alias if param.alias != param.name else None
    return Field(default, alias=alias)


def _taking(
    view: View, wholes: Collection[str], body: type[BaseModel], params: list[FuncParam]
) -> View:
    """Return a view that takes a list's query as a body: `wholes` as one, others by name."""

    def asked(request: ApiRequest, *, data: BaseModel, **rest: Any) -> Any:
        found = {name: data if name in wholes else getattr(data, name) for name in names}
        return view(request, **found, **rest)

    names = [param.name for param in params]
    own = signature(view)
    kept = [part for part in own.parameters.values() if part.name not in names]
    data = Parameter("data", Parameter.KEYWORD_ONLY, annotation=body)
    asked.__signature__ = own.replace(parameters=[*kept, data])  # type: ignore[attr-defined]
    asked.__name__, asked.__module__ = f"{view.__name__}_by_body", view.__module__
    asked.__doc__ = f"{view.__doc__ or ''}\n\nThe same as the GET, asked by a body."
    if hasattr(view, "permission"):
        asked.permission = view.permission  # type: ignore[attr-defined]
    return asked
