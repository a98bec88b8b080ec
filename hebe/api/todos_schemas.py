"""To-dos and the lines under the bell as programs see them."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Cursor, Day, Key, Limit, LongText, Moment, Sent, Text
from hebe.todos.choices import State, Told
from hebe.todos.kinds import TASK
from hebe.todos.models import Approval

Name = Annotated[Text, Field(max_length=40)]
Title = Annotated[Text, Field(max_length=120)]


class TodoOut(Schema):
    """A piece of work."""

    id: int
    kind: str
    title: str
    detail: str
    state: str
    due_at: datetime
    store_id: int
    customer_id: int | None
    owner_id: int | None
    supervisor_id: int | None
    done_at: datetime | None
    outcome: str
    for_right: str
    for_post: str
    claimed_at: datetime | None
    is_escalated: bool = False


class TodoPage(Schema):
    """One page of work, soonest first."""

    rows: list[TodoOut]
    next: str


class TodoFilter(Sent):
    """Which work to list."""

    state: State | None = State.OPEN
    kind: Name | None = None
    customer_id: Key | None = None
    owner_id: Key | None = None
    mine: bool = False
    overdue: bool | None = None
    cursor: Cursor = ""
    limit: Limit = 50


class TodoIn(Sent):
    """New work; `source` makes a repeat harmless: the same source makes it once."""

    title: Title
    due_at: Moment
    store_id: Key | None = None
    kind: Name = TASK
    detail: Text = ""
    customer_id: Key | None = None
    owner_id: Key | None = None
    supervisor_id: Key | None = None
    for_right: Annotated[Text, Field(max_length=80)] = ""
    for_post: Annotated[Text, Field(max_length=12)] = ""
    source: Annotated[Text, Field(max_length=60)] = ""


class OutcomeIn(Sent):
    """What came of it."""

    outcome: LongText = ""


class HandOverIn(Sent):
    """Who does it from now on."""

    owner_id: Key


class HandOverMany(HandOverIn):
    """Which work goes to whom."""

    todo_ids: Annotated[list[Key], Field(min_length=1, max_length=500)]


class NotificationOut(Schema):
    """A line under the bell."""

    id: int
    text: str
    link: str
    tone: str
    at: datetime
    read_at: datetime | None


class CancelIn(Sent):
    """Why something need not be done."""

    reason: Annotated[Text, Field(min_length=1, max_length=200)]


class DecisionIn(Sent):
    """Yes or no; a rejection needs a reason."""

    approve: bool
    reason: Annotated[Text, Field(max_length=200)] = ""


class ApprovalOut(Schema):
    """What is asked for, as it was asked, and what was decided."""

    id: int
    todo_id: int
    kind: str = Field(alias="todo.kind")
    state: str = Field(alias="todo.state")
    store_id: int = Field(alias="todo.store_id")
    customer_id: int | None = Field(alias="todo.customer_id")
    sentence: str
    arguments: dict[str, Any]
    before_fen: int | None
    after_fen: int | None
    asker: str
    asked_at: datetime
    outcome: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None

    @staticmethod
    def resolve_outcome(row: Approval) -> str:
        """Return approved, rejected, or "" while it waits."""
        return row.decision.outcome if hasattr(row, "decision") else ""

    @staticmethod
    def resolve_reason(row: Approval) -> str:
        """Return the decider's word."""
        return row.decision.reason if hasattr(row, "decision") else ""

    @staticmethod
    def resolve_decided_by(row: Approval) -> str:
        """Return who decided."""
        return row.decision.who if hasattr(row, "decision") else ""

    @staticmethod
    def resolve_decided_at(row: Approval) -> datetime | None:
        """Return when it was decided."""
        return row.decision.at if hasattr(row, "decision") else None


class EscalationIn(Sent):
    """Whom open work of a kind is told to, how long after its deadline, and how often."""

    kind: Name
    position: Annotated[int, Field(ge=1, le=9)]
    after_minutes: Annotated[int, Field(ge=0, le=129_600)]
    to: Told
    post: Annotated[Text, Field(max_length=12)] = ""
    right: Annotated[Text, Field(max_length=80)] = ""
    repeat_minutes: Annotated[int, Field(ge=0, le=129_600)] = 0
    times: Annotated[int, Field(ge=1, le=50)] = 1


class EscalationOut(Schema):
    """One step of a kind."""

    kind: str
    position: int
    after_minutes: int
    to: str
    post: str
    right: str
    repeat_minutes: int
    times: int


class SubstituteIn(Sent):
    """Who does whose work, from the first day to the last; without a member one's own."""

    substitute_id: Key
    starts_on: Day
    ends_on: Day
    member_id: Key | None = None


class SubstituteOut(Schema):
    """Who does whose work, from the first day to the last."""

    id: int
    member_id: int
    substitute_id: int
    starts_on: date
    ends_on: date
