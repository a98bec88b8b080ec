"""The values of conditions: whole numbers, yuan, days, choices. Anything else is refused."""

from datetime import date
from typing import Any

from hebe.access.actor import Actor
from hebe.customers.filters.language import READERS, Field
from hebe.kernel.money import fen

MOST_CHOICES = 50
LONGEST_DAYS = 36_500
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def _pair(values: list[Any]) -> tuple[Any, Any]:
    low, high = values
    return (low, high) if low <= high else (high, low)


def _number(_actor: Actor, _field: Field, op: str, raw: Any) -> Any:
    if op == "between":
        return _pair([_whole(value) for value in raw])
    return _whole(raw)


def _whole(raw: Any) -> int:
    number = int(str(raw).strip())
    if abs(number) > 10**9:
        raise ValueError(raw)
    return number


def _money(_actor: Actor, _field: Field, op: str, raw: Any) -> Any:
    if op == "between":
        return _pair([fen(str(value)) for value in raw])
    return fen(str(raw))


def _day(_actor: Actor, _field: Field, op: str, raw: Any) -> Any:
    if op.endswith("_days"):
        days = int(str(raw).strip())
        if not 0 <= days <= LONGEST_DAYS:
            raise ValueError(raw)
        return days
    day = date.fromisoformat(str(raw))
    if not EARLIEST <= day <= LATEST:
        raise ValueError(raw)
    return day


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
    text = str(raw).strip()
    if not text or len(text) > 60 or "\x00" in text:
        raise ValueError(raw)
    return text


READERS.update(
    number=_number, money=_money, day=_day, choice=_choice, tags=_choice, text=_text,
    flag=_choice,
)  # fmt: skip
