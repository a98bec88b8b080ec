"""When a follow-up is due, and when it needs a doctor. Plain Python."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DUE = time(18)
UNHAPPY = 2


def due_at(treated_on: date, day: int, zone: str) -> datetime:
    """Return 18:00 store time, `day` days after the treatment.

    >>> due_at(date(2026, 12, 31), 1, "Asia/Shanghai").isoformat()
    '2027-01-01T18:00:00+08:00'
    """
    return datetime.combine(treated_on + timedelta(days=day), DUE, tzinfo=ZoneInfo(zone))


def needs_a_doctor(satisfaction: int | None) -> bool:
    """Say whether an answer is bad enough that a doctor should call back.

    >>> needs_a_doctor(2), needs_a_doctor(3), needs_a_doctor(None)
    (True, False, False)
    """
    return satisfaction is not None and satisfaction <= UNHAPPY
