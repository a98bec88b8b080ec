"""What a rule does when it is broken, said shortly, and the moments most rules share."""

from hebe.compliance.choices import Severity, Trigger
from hebe.compliance.judging import Action, Timer
from hebe.kernel.errors import Text

WORK = (Trigger.PUBLISH, Trigger.BOOKING, Trigger.ORDER, Trigger.START)
HANDS_ON = (Trigger.BOOKING, Trigger.START, Trigger.EXECUTE)


def block(*at: str) -> Action:
    """Nobody passes."""
    return Action(Severity.BLOCK, at)


def warn(*at: str, is_open: bool = False) -> Action:
    """Whoever gives a reason passes; where it `is_open` the group may decide otherwise."""
    return Action(Severity.WARN, at, is_open)


def record(*at: str) -> Action:
    """Everybody passes; that it happened is kept."""
    return Action(Severity.RECORD, at)


def timer(*at: str, hours: int | str, task: Text, owner: str = "performer") -> Timer:
    """Something is to be done within hours; see `Timer`."""
    return Timer(at, hours, task, owner)
