"""What is decided about the rules."""

from dataclasses import dataclass

from hebe.kernel.events import Event


@dataclass(frozen=True)
class RuleSet(Event):
    """A group decided how hard a rule is where the law leaves it open."""

    rule: str
    severity: str
    reason: str
