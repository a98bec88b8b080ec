"""The API: every act of the house under /api/v1/."""

from importlib import import_module
from pkgutil import iter_modules

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import Router

import hebe.api
from hebe import __version__
from hebe.api.auth import Bearer
from hebe.api.errors import Api, install
from hebe.api.strict import JsonParser

api = Api(
    title="Hebe",
    version=__version__,
    description="Every act and list of Hebe. Send `Authorization: Bearer <key>`; send an "
    "`Idempotency-Key` with acts that you may repeat. Refusals are problem+json.",
    urls_namespace="api",
    auth=Bearer(),
    docs_url=None,
    parser=JsonParser(),
)
install(api)
for found in sorted(iter_modules(hebe.api.__path__, "hebe.api."), key=lambda m: m.name):
    # Each module registers itself by its `router`: no list of them is kept anywhere.
    if not found.ispkg and found.name != __name__:
        router = getattr(import_module(found.name), "router", None)
        if isinstance(router, Router):
            api.add_router("", router)


def docs(request: HttpRequest) -> HttpResponse:
    """Show the API by group, from the schema itself; nothing comes from outside."""
    schema = api.get_openapi_schema()
    groups: dict[str, list[dict[str, object]]] = {}
    for address, verbs in schema["paths"].items():
        for verb, operation in verbs.items():
            tag = (operation.get("tags") or ["other"])[0]
            entry = {"verb": verb.upper(), "address": address, **operation}
            groups.setdefault(tag, []).append(entry)
    return render(request, "api/docs.html", {"groups": sorted(groups.items())})


docs.permission = "anybody"  # type: ignore[attr-defined]
