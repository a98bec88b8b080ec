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
class TodoClaimed(Event):
    """Somebody took up what nobody had."""

    todo_id: int
    store_id: int
    owner_id: int


@dataclass(frozen=True)
class TodoGivenBack(Event):
    """Who had taken it up let go of it."""

    todo_id: int
    store_id: int


@dataclass(frozen=True)
class TodoCancelled(Event):
    """A piece of work was called off."""

    todo_id: int
    store_id: int


@dataclass(frozen=True)
class TodoEscalated(Event):
    """Somebody was told that work is overdue."""

    todo_id: int
    store_id: int
    member_id: int
    position: int
    round: int


@dataclass(frozen=True)
class ApprovalAsked(Event):
    """Somebody asks leave for something."""

    todo_id: int
    store_id: int
    todo_kind: str


@dataclass(frozen=True)
class ApprovalDecided(Event):
    """What was asked for was approved or rejected."""

    todo_id: int
    store_id: int
    todo_kind: str
    outcome: str


@dataclass(frozen=True)
class EscalationStepSet(Event):
    """Whom late work of a kind is told to was changed."""

    step_id: int
    todo_kind: str
    position: int


@dataclass(frozen=True)
class EscalationStepStopped(Event):
    """Late work of a kind is no longer told by this step."""

    step_id: int
    todo_kind: str
    position: int


@dataclass(frozen=True)
class SubstituteNamed(Event):
    """Somebody does the work of who is away."""

    absence_id: int
    member_id: int
    substitute_id: int


@dataclass(frozen=True)
class SubstituteEnded(Event):
    """Somebody does her own work again."""

    absence_id: int
    member_id: int
    substitute_id: int
