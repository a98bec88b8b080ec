"""The advanced filter of a list: its builder, and how many it would let through."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.filters import Field, compiled, fields_for, parsed, subject_named
from hebe.filters.days import NAMED
from hebe.filters.kinds import BARE, OPS
from hebe.filters.registry import SUBJECTS
from hebe.kernel.counting import count_of, counted
from hebe.web.drawer import drawer
from hebe.web.filters import TREE
from hebe.web.screen import screen

OFTEN = 14


def advanced(name: str, shown_at: str) -> Callable[..., HttpResponse]:
    """Return the address of the advanced filter of a list: `name` among the filter's subjects.

    `shown_at` is the address that shows the list. Asked with `count`, it answers how many fit.
    """

    def view(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
        subject = subject_named(actor, name)
        tree = parsed(request.GET.get(TREE, ""), TREE)
        if "count" in request.GET:
            rows = subject.rows(actor).filter(compiled(actor, subject.model, tree))
            return JsonResponse({"count": counted(count_of(rows))})
        fields = fields_for(actor, subject.model)
        return drawer(
            request,
            "web/_filter.html",
            fields=[_field(actor, field) for field in fields],
            often=fields[:OFTEN],
            tree=tree or {},
            days=[[key, str(label)] for key, label in NAMED.items()],
            at=reverse(shown_at),
            kept=[(k, v) for k, v in request.GET.items() if k != TREE],
        )

    view.__name__ = f"filter_{name}"
    return require_GET(screen(SUBJECTS[name].permission)(view))


def _field(actor: Actor, field: Field) -> dict[str, Any]:
    return {
        "code": field.code,
        "label": str(field.label),
        "section": str(field.section),
        "kind": field.kind,
        "ops": [[op, str(OPS[op]), op in BARE] for op in field.ops],
        "choices": [[str(k), str(v)] for k, v in field.choices(actor)] if field.choices else [],
    }
