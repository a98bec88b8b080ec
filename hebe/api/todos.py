"""To-dos, and the lines under the bell."""

import uuid
from typing import Any

from ninja import Query, Status

from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import FILTER, Count, Key
from hebe.api.todos_schemas import (
    CancelIn,
    HandOverIn,
    HandOverMany,
    NotificationOut,
    OutcomeIn,
    TodoFilter,
    TodoIn,
    TodoOut,
    TodoPage,
)
from hebe.customers.queries import get_customer
from hebe.filters import compiled, parsed
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.todos import queries, services
from hebe.todos.choices import State
from hebe.todos.kinds import find_kind
from hebe.todos.models import Notification, Todo

router = Router(tags=["to-dos"])
ORDER = ("due_at", "id")


@router.get("/todos", response=TodoPage)
@needs("todos.view")
def list_todos(request: ApiRequest, wanted: Query[TodoFilter], where: str = FILTER) -> Any:
    """List the work this key may see, soonest first; `filter` is a tree as JSON."""
    actor = request.actor
    given = {
        "state": wanted.state,
        "kind": wanted.kind,
        "customer_id": wanted.customer_id,
        "owner_id": wanted.owner_id,
    }
    rows = queries.todo_list(actor).filter(**{k: v for k, v in given.items() if v})
    if wanted.mine:
        rows = rows.filter(queries.waits_for(actor))
    if wanted.overdue is not None:
        late = {"due_at__lt": clock.now(), "state": State.OPEN}
        rows = rows.filter(**late) if wanted.overdue else rows.exclude(**late)
    rows = rows.filter(compiled(actor, Todo, parsed(where)))
    found, following = page(rows, wanted.cursor, wanted.limit, ORDER)
    return {"rows": found, "next": following}


@router.post("/todos/hand-over", response=Count)
def hand_over_todos(request: ApiRequest, data: HandOverMany) -> dict[str, int]:
    """Give many pieces of open work to one person: all or none."""
    done = services.hand_over_todos(
        request.actor, todo_ids=data.todo_ids, owner_id=data.owner_id
    )
    return {"count": done}


@router.get("/todos/{todo_id}", response=TodoOut)
def get_todo(request: ApiRequest, todo_id: Key) -> Todo:
    """Show one piece of work."""
    return queries.get_todo(request.actor, todo_id)


@router.post("/todos", response={201: TodoOut})
def create_todo(request: ApiRequest, data: TodoIn) -> Any:
    """Give somebody a piece of work."""
    actor = request.actor
    actor.check("todos.create")
    if data.customer_id is not None:
        get_customer(actor, data.customer_id)
    source = f"api:{actor.user_id}:{data.source or uuid.uuid4()}"
    kind = find_kind(data.kind)
    if kind is None or kind.deciding:
        raise Invalid("kind")
    given = data.model_dump() | {"source": source}
    given["store_id"] = data.store_id or actor.store_id
    if given["store_id"] is None:
        raise Invalid("store_id")
    return Status(201, services.create_todo(actor, **given))


@router.post("/todos/{todo_id}/finish", response=TodoOut)
def finish_todo(request: ApiRequest, todo_id: Key, data: OutcomeIn) -> Todo:
    """Finish a piece of work; calls and follow-ups need an outcome."""
    return services.finish_todo(request.actor, todo_id=todo_id, outcome=data.outcome)


@router.post("/todos/{todo_id}/hand-over", response=TodoOut)
def hand_over_todo(request: ApiRequest, todo_id: Key, data: HandOverIn) -> Todo:
    """Give a piece of work to somebody else."""
    return services.hand_over_todo(request.actor, todo_id=todo_id, owner_id=data.owner_id)


@router.post("/todos/{todo_id}/claim", response=TodoOut)
def claim_todo(request: ApiRequest, todo_id: Key) -> Todo:
    """Take up work that nobody has; of many who try, one succeeds."""
    return services.claim_todo(request.actor, todo_id=todo_id)


@router.post("/todos/{todo_id}/give-back", response=TodoOut)
def give_back_todo(request: ApiRequest, todo_id: Key) -> Todo:
    """Let go of work that one had claimed."""
    return services.give_back_todo(request.actor, todo_id=todo_id)


@router.post("/todos/{todo_id}/cancel", response=TodoOut)
def cancel_todo(request: ApiRequest, todo_id: Key, data: CancelIn) -> Todo:
    """Call work off, or withdraw what one asked for, with a reason."""
    return services.cancel_todo(request.actor, todo_id=todo_id, reason=data.reason)


@router.get("/notifications", response=list[NotificationOut])
@needs("")
def list_notifications(request: ApiRequest) -> list[Notification]:
    """List the newest lines under the bell of this key's user."""
    return queries.notifications(request.actor)


@router.post("/notifications/read", response=dict[str, int])
@needs("")
def read_notifications(request: ApiRequest) -> dict[str, int]:
    """Mark every line as read; answers how many were new."""
    return {"read": services.read_notifications(request.actor)}
