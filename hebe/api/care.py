"""Follow-ups, and what is asked after an item."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Schema
from pydantic import Field

from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import Cursor, Key, Limit, LongText, Sent, Text
from hebe.care import queries, services
from hebe.care.models import FollowUp, FollowUpStep
from hebe.todos.choices import State

router = Router(tags=["follow-ups"])
ORDER = ("todo__due_at", "id")


class FollowUpOut(Schema):
    """One follow-up: what is asked, until when, and what came of it."""

    id: int
    todo_id: Key
    treatment_id: int
    customer_id: int
    step: str = Field(alias="step.title")
    script: str = Field(alias="step.script")
    due_at: datetime = Field(alias="todo.due_at")
    state: str = Field(alias="todo.state")
    owner_id: int | None = Field(alias="todo.owner_id")
    satisfaction: int | None
    recovery: str


class FollowUpPage(Schema):
    """One page of follow-ups, soonest first."""

    rows: list[FollowUpOut]
    next: str


class FollowUpFilter(Sent):
    """Which follow-ups to list."""

    state: State | None = State.OPEN
    customer_id: Key | None = None
    cursor: Cursor = ""
    limit: Limit = 50


class FollowUpIn(Sent):
    """How she is; `satisfaction` from 1 (very unhappy) to 5."""

    recovery: LongText
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None = None


class StepIn(Sent):
    """What is asked how many days after an item; without an item, after any."""

    item_id: Key | None = None
    day: Annotated[int, Field(ge=1, le=365)]
    title: Annotated[Text, Field(max_length=60)]
    script: LongText = ""


class FollowUpStepOut(Schema):
    """A follow-up step."""

    id: int
    item_id: int | None
    day: int
    title: str
    script: str
    is_active: bool


@router.get("/follow-ups", response=FollowUpPage)
@needs("care.view")
def list_follow_ups(request: ApiRequest, wanted: Query[FollowUpFilter]) -> Any:
    """List the follow-ups this key may see, soonest first."""
    rows = queries.follow_ups(request.actor)
    if wanted.state:
        rows = rows.filter(todo__state=wanted.state)
    if wanted.customer_id:
        rows = rows.filter(customer_id=wanted.customer_id)
    found, following = page(rows, wanted.cursor, wanted.limit, ORDER)
    return {"rows": found, "next": following}


@router.post("/follow-ups/{follow_up_id}", response=FollowUpOut)
def record_follow_up(request: ApiRequest, follow_up_id: Key, data: FollowUpIn) -> FollowUp:
    """Write down how she is and finish the to-do; 1 or 2 makes her doctor call back."""
    actor = request.actor
    services.record_follow_up(actor, follow_up_id=follow_up_id, **data.model_dump())
    return queries.get_follow_up(actor, follow_up_id)


@router.post("/treatments/{treatment_id}/follow-ups", response=list[FollowUpOut])
def plan_follow_ups(request: ApiRequest, treatment_id: Key) -> list[FollowUp]:
    """Plan what is asked after a treatment; done by itself when one ends, so seldom needed."""
    return services.plan_follow_ups(request.actor, treatment_id=treatment_id)


@router.get("/follow-up-steps", response=list[FollowUpStepOut])
@needs("care.view")
def list_follow_up_steps(request: ApiRequest) -> list[FollowUpStep]:
    """List what is asked after which item."""
    return list(queries.all_steps(request.actor))


@router.post("/follow-up-steps", response=FollowUpStepOut)
def set_follow_up_step(request: ApiRequest, data: StepIn) -> FollowUpStep:
    """Set what is asked on a day after an item; the same item and day is replaced."""
    return services.set_follow_up_step(request.actor, **data.model_dump())


@router.delete("/follow-up-steps/{step_id}", response=FollowUpStepOut)
def stop_follow_up_step(request: ApiRequest, step_id: Key) -> FollowUpStep:
    """Ask this no longer after future treatments."""
    return services.stop_follow_up_step(request.actor, step_id=step_id)
