"""To-dos and the lines under the bell as programs see them."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Cursor, Key, Limit, LongText, Moment, Sent, Text
from hebe.todos.choices import Kind, State
from hebe.todos.models import Todo

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
    is_escalated: bool

    @staticmethod
    def resolve_is_escalated(todo: Todo) -> bool:
        """Say whether the supervisor was told."""
        return todo.escalated_at is not None


class TodoPage(Schema):
    """One page of work, soonest first."""

    rows: list[TodoOut]
    next: str


class TodoFilter(Sent):
    """Which work to list."""

    state: State | None = State.OPEN
    kind: Kind | None = None
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
    kind: Kind = Kind.TASK
    detail: Text = ""
    customer_id: Key | None = None
    owner_id: Key | None = None
    supervisor_id: Key | None = None
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
