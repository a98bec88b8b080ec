"""What is decided about the rules."""

from dataclasses import dataclass
from datetime import datetime

from hebe.kernel.events import Event


@dataclass(frozen=True)
class RuleSet(Event):
    """A group decided how hard a rule is where the law leaves it open."""

    rule: str
    severity: str
    reason: str


@dataclass(frozen=True)
class RuleParameterSet(Event):
    """A store, or without one the group, set a number that the law leaves open."""

    rule: str
    name: str
    value: int | None
    store_id: int | None


@dataclass(frozen=True)
class DeadlineSet(Event):
    """A rule says that something is to be done by an instant, and by whom if it knows."""

    finding_id: int
    rule: str
    store_id: int
    customer_id: int | None
    owner_id: int | None
    task: str
    due_at: datetime
