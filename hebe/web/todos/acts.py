"""Acts on to-dos: finish, hand over, create; write a follow-up down."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.care import queries as care
from hebe.care.services import record_follow_up
from hebe.customers.queries import get_customer
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound
from hebe.staff.models import Member
from hebe.staff.queries import me
from hebe.todos import queries, services
from hebe.todos.choices import State
from hebe.todos.kinds import find_kind
from hebe.todos.models import Todo
from hebe.web.drawer import drawer
from hebe.web.forms import key_in, typed
from hebe.web.screen import go, screen
from hebe.web.tables import ticked
from hebe.web.todos.forms import FinishForm, FollowUpForm, OwnerForm, TodoForm
from hebe.web.todos.parts import part_of
from hebe.web.todos.table import TodosTable

HIDDEN = ("row", "all", "matching")


def back(request: HttpRequest) -> str:
    """Return where the drawer was opened; the list when that is not known."""
    details: Any = getattr(request, "htmx", None)
    where = getattr(details, "current_url_abs_path", None)
    return str(where or reverse("todos:list"))


@screen("todos.finish")
def finish(request: HttpRequest, actor: Actor, todo_id: int, **_kwargs: Any) -> HttpResponse:
    """Finish a to-do, in the way of its kind."""
    todo = queries.get_todo(actor, todo_id)
    part = part_of(todo.kind)
    if part.view and (shown := part.view(request, actor, todo)):
        return shown
    form = FinishForm(typed(request))
    if form.attempt(lambda: services.finish_todo(actor, todo_id=todo_id, **form.cleaned_data)):
        return go(request, back(request), _("Done: %(title)s") % {"title": todo.title})
    return drawer(request, "todos/_finish.html", form, todo=todo, **about(actor, todo))


def about(actor: Actor, todo: Todo) -> dict[str, Any]:
    """Return what the drawers of a to-do say of it."""
    kind, mine = find_kind(todo.kind), todo.owner and todo.owner.user_id == actor.user_id
    part = part_of(todo.kind)
    is_free = todo.state == State.OPEN and todo.owner is None
    return {
        "part": part,
        "needs_outcome": bool(kind and kind.needs_outcome),
        "may_claim": is_free and me(actor) is not None,
        "may_give_back": bool(todo.claimed_at and mine and todo.state == State.OPEN),
        **part.facts(actor, todo),
    }


def write_follow_up_down(request: HttpRequest, actor: Actor, todo: Todo) -> HttpResponse | None:
    """Ask how she is, when this to-do stands for a follow-up."""
    asked = care.follow_up_of(actor, todo) if actor.may("care.view") else None
    return _follow_up(request, actor, asked.pk) if asked else None


@screen("care.view")
def follow_up(
    request: HttpRequest, actor: Actor, follow_up_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show what to ask, and write down what she answered."""
    return _follow_up(request, actor, follow_up_id)


def _follow_up(request: HttpRequest, actor: Actor, follow_up_id: int) -> HttpResponse:
    found = care.get_follow_up(actor, follow_up_id)
    form = FollowUpForm(typed(request))
    if form.attempt(
        lambda: record_follow_up(actor, follow_up_id=follow_up_id, **form.cleaned_data)
    ):
        return go(request, back(request), _("The follow-up was written down."))
    before = care.of_customer(actor, found.customer_id, limit=6)
    earlier = [row for row in before if row.pk != found.pk and row.recovery]
    return drawer(
        request, "todos/_follow_up.html", form, row=found, todo=found.todo, earlier=earlier
    )


@screen("todos.hand_over")
def hand_over(request: HttpRequest, actor: Actor, todo_id: int, **_kwargs: Any) -> HttpResponse:
    """Give a to-do to somebody else."""
    todo = queries.get_todo(actor, todo_id)
    form = OwnerForm(
        actor, {todo.store_id}, typed(request), initial={"owner_id": todo.owner_id}
    )
    given = form.attempt(
        lambda: services.hand_over_todo(actor, todo_id=todo_id, **form.cleaned_data)
    )
    if given is not None:
        name = given.owner.name if given.owner else ""
        return go(request, back(request), _("Handed over to %(name)s.") % {"name": name})
    return drawer(request, "todos/_hand_over.html", form, todo=todo)


@require_POST
@screen("todos.hand_over")
def batch_hand_over(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Give the ticked to-dos, or all that match, to one person."""
    keys = _chosen(request, actor)
    if not keys:
        raise Invalid("row", _("Tick at least one to-do."))
    answered = [request.POST] if "owner_id" in request.POST else []
    form = OwnerForm(actor, _stores(actor, keys), *answered)
    done = form.attempt(
        lambda: services.hand_over_todos(actor, todo_ids=keys, **form.cleaned_data)
    )
    if done is not None:
        said = ngettext("%(n)s to-do handed over.", "%(n)s to-dos handed over.", done)
        return go(request, reverse("todos:list"), said % {"n": done})
    posted = [(k, v) for k in HIDDEN for v in request.POST.getlist(k)]
    context = {"form": form, "count": len(keys), "posted": posted}
    return render(request, "todos/batch.html", context, status=422 if form.is_bound else 200)


def _stores(actor: Actor, keys: list[int]) -> set[int]:
    rows = queries.todo_list(actor).filter(pk__in=keys).order_by()
    return set(rows.values_list("store_id", flat=True))


def _chosen(request: HttpRequest, actor: Actor) -> list[int]:
    if request.POST.get("all") != "1":
        return ticked(request.POST)
    matching = QueryDict(request.POST.get("matching", ""))
    asked = matching if "state" in matching else QueryDict(f"{matching.urlencode()}&state=")
    rows = TodosTable(actor, asked).matching(queries.todo_list(actor))
    return list(rows.order_by("pk").values_list("pk", flat=True)[: services.MOST_AT_ONCE + 1])


@screen("todos.create")
def create(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Write down work for oneself or a colleague."""
    giver = me(actor)
    initial = {
        "owner_id": giver.pk if giver else None,
        "due_at": _this_evening(),
        "customer_id": key_in(request.GET.get("customer")),
    }
    form = TodoForm(actor, typed(request), initial=initial)
    customer_id = key_in(str(form["customer_id"].value()))
    customer = get_customer(actor, customer_id) if customer_id else None
    made = form.attempt(lambda: _create(actor, giver, form.cleaned_data))
    if made is not None:
        said = _("To-do written down: %(title)s") % {"title": made.title}
        return go(request, back(request), said)
    return drawer(request, "todos/_create.html", form, customer=customer)


def _create(actor: Actor, giver: Member | None, entered: dict[str, Any]) -> Todo:
    """Write the work down; who gives it to somebody else looks after it."""
    if actor.store_id is None:
        raise NotFound
    supervisor = giver.pk if giver and giver.pk != entered["owner_id"] else None
    return services.create_todo(
        actor, store_id=actor.store_id, source=f"by-hand:{uuid.uuid4()}",
        supervisor_id=supervisor, **entered,
    )  # fmt: skip


def _this_evening() -> datetime:
    """Return 18:00 today, or in two hours when that is past."""
    evening = clock.now() + timedelta(hours=2)
    return evening.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
