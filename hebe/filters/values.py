"""The values of conditions: whole numbers, yuan, days, choices, words. All else is refused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hebe.access.actor import Actor
from hebe.filters.days import NAMED, Stretch, stretch
from hebe.filters.registry import Field
from hebe.kernel import clock
from hebe.kernel.money import fen

MOST_CHOICES = 50
LONGEST_DAYS = 36_500
LARGEST = 10**13
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
Days = tuple[date | None, date | None]


def read(actor: Actor, field: Field, op: str, raw: Any) -> Any:
    """Return a condition's value in its type; ValueError for one that does not fit."""
    try:
        return _READERS[field.kind](actor, field, op, raw)
    except (TypeError, AttributeError, OverflowError) as error:
        raise ValueError(raw) from error


def _pair(values: Any) -> tuple[Any, Any]:
    low, high = values
    return (low, high) if low <= high else (high, low)


def _number(_actor: Actor, _field: Field, op: str, raw: Any) -> Any:
    if op == "between":
        return _pair([_whole(value) for value in raw])
    return _whole(raw)


def _whole(raw: Any) -> int:
    number = int(str(raw).strip().replace(",", ""))
    if abs(number) > 10**9:
        raise ValueError(raw)
    return number


def _money(_actor: Actor, _field: Field, op: str, raw: Any) -> Any:
    if op == "between":
        return _pair([_fen(value) for value in raw])
    return _fen(raw)


def _fen(raw: Any) -> int:
    amount = fen(str(raw))
    if abs(amount) > LARGEST:
        raise ValueError(raw)
    return amount


def _days(actor: Actor, _field: Field, op: str, raw: Any) -> Days:
    """Return the first and the last day that are meant, in the actor's zone; None is open."""
    today = clock.today(actor.zone)
    if op.endswith("_days"):
        return _counted(today, op, _count(raw))
    if op == "between":
        first, last = sorted(_named(value, today) for value in raw)
        return first[0], last[1]
    first_day, last_day = _named(raw, today)
    return (
        None if op == "on_or_before" else first_day,
        None if op == "on_or_after" else last_day,
    )


def _count(raw: Any) -> int:
    days = int(str(raw).strip())
    if not 0 <= days <= LONGEST_DAYS:
        raise ValueError(raw)
    return days


def _counted(today: date, op: str, days: int) -> Days:
    step = timedelta(days=days)
    if op == "within_days":
        return today - step, today
    if op == "next_days":
        return today, today + step
    if op == "in_days":
        return today + step, today + step
    return None, today - step - timedelta(days=1)


def _named(raw: Any, today: date) -> Stretch:
    if raw in NAMED:
        return stretch(raw, today)
    day = date.fromisoformat(str(raw))
    if not EARLIEST <= day <= LATEST:
        raise ValueError(raw)
    return day, day


def _choice(actor: Actor, field: Field, _op: str, raw: Any) -> list[Any]:
    known = {str(key): key for key, _label in (field.choices or (lambda _a: ()))(actor)}
    values = raw if isinstance(raw, list) else [raw]
    if not values or len(values) > MOST_CHOICES:
        raise ValueError(raw)
    chosen = [known.get(str(value)) for value in values]
    if any(key is None for key in chosen):
        raise ValueError(raw)
    return chosen


def _text(_actor: Actor, _field: Field, _op: str, raw: Any) -> str:
    text = raw.strip()
    if not text or len(text) > 100 or "\x00" in text:
        raise ValueError(raw)
    return str(text)


_READERS: dict[str, Callable[[Actor, Field, str, Any], Any]] = {
    "number": _number, "money": _money, "day": _days, "choice": _choice, "tags": _choice,
    "text": _text, "exact": _text, "search": _text,
}  # fmt: skip
