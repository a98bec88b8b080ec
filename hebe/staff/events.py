"""What happens to people at work."""

from dataclasses import dataclass
from datetime import date

from hebe.kernel.events import Event


@dataclass(frozen=True)
class MemberJoined(Event):
    """Somebody started to work here."""

    member_id: int


@dataclass(frozen=True)
class MemberChanged(Event):
    """A member's data changed."""

    member_id: int


@dataclass(frozen=True)
class MemberLeft(Event):
    """Somebody leaves; the last day is `left_on`. None: she stays after all."""

    member_id: int
    left_on: date | None


@dataclass(frozen=True)
class CertificateAdded(Event):
    """A licence of a person was entered."""

    member_id: int
    certificate_id: int


@dataclass(frozen=True)
class CertificateEnded(Event):
    """A licence of a person ends on a day."""

    member_id: int
    certificate_id: int
    valid_to: date


@dataclass(frozen=True)
class SkillsSet(Event):
    """What a person may do was listed."""

    member_id: int


@dataclass(frozen=True)
class ShiftsRostered(Event):
    """A person was rostered at a store."""

    member_id: int
    store_id: int
    count: int


@dataclass(frozen=True)
class ShiftRemoved(Event):
    """A shift was taken off the roster."""

    member_id: int
    store_id: int
    day: date
