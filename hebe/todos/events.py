"""What todos tells the rest of the house."""

from dataclasses import dataclass
from datetime import datetime

from hebe.kernel.events import Event, gettext_noop


@dataclass(frozen=True)
class TodoCreated(Event):
    """A piece of work has an owner and a deadline."""

    todo_id: int
    store_id: int
    due_at: datetime
    todo_kind: str = ""
    source: str = ""
    owner_id: int | None = None


@dataclass(frozen=True)
class TodoDone(Event):
    """A piece of work is finished."""

    todo_id: int
    store_id: int
    customer_id: int | None
    title: str
    todo_kind: str = ""
    source: str = ""
    outcome: str = ""
    timeline = gettext_noop("Done: %(title)s")
    kind = "talk"
    icon = "checks"
    tone = "good"


@dataclass(frozen=True)
class TodoHandedOver(Event):
    """A piece of work has another owner."""

    todo_id: int
    store_id: int
    owner_id: int


@dataclass(frozen=True)
class TodoEscalated(Event):
    """The supervisor was told that work is overdue."""

    todo_id: int
    store_id: int
    supervisor_id: int
