"""The kinds of work there are: each app registers its own in `todo_kinds.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hebe.access.actor import Actor
from hebe.kernel.errors import Text
from hebe.todos.choices import Told

TASK, CALL = "task", "call"
Act = Callable[[Actor, dict[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Step:
    """Whom late work is told to, as `models.EscalationStep`."""

    after_minutes: int
    to: str = Told.SUPERVISOR
    post: str = ""
    right: str = ""
    repeat_minutes: int = 0
    times: int = 1


@dataclass(frozen=True, slots=True)
class Deciding:
    """What approval means: who may give it, and the act that it calls with what was asked.

    `hold` locks what the act will change; it runs before the to-do is locked, so that nobody
    waits for another in the other order. Both get the arguments as they were frozen, and run
    with the decider's rights; the act refuses when the world has changed since.
    """

    right: str
    hold: Act
    act: Act


@dataclass(frozen=True, slots=True)
class TodoKind:
    """A sort of work; `deciding` makes it a request that is approved or rejected."""

    code: str
    label: Text
    needs_outcome: bool = False
    by_hand: bool = False
    steps: tuple[Step, ...] = (Step(after_minutes=240),)
    deciding: Deciding | None = None


KINDS: "dict[str, TodoKind]" = {}


def register(*kinds: TodoKind) -> None:
    """Add kinds; called once by each app's `todo_kinds.py`."""
    for kind in kinds:
        KINDS[kind.code] = kind


def find_kind(code: str) -> TodoKind | None:
    """Return a kind, or None when no app of today knows it."""
    return KINDS.get(code)


def label_of(code: str) -> Text:
    """Return what a kind is called; its code when no app of today knows it."""
    kind = KINDS.get(code)
    return kind.label if kind else code


def kind_choices(*, by_hand: bool = False) -> list[tuple[str, Text]]:
    """Return the kinds to choose from, by hand only those that people write down."""
    return [(k.code, k.label) for k in KINDS.values() if k.by_hand or not by_hand]
