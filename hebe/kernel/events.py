"""The base of everything the apps tell each other."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar, Self

REGISTRY: "dict[str, type[Event]]" = {}


def gettext_noop(msgid: str) -> str:
    """Mark a timeline text for translation; events stay plain Python."""
    return msgid


@dataclass(frozen=True)
class Event:
    """Something that happened, in the past tense; subclasses are frozen dataclasses.

    `timeline` is an English msgid with %(field)s places: what the customer's timeline
    says. It needs a field `customer_id`. `kind`, `icon` and `tone` are how it looks:
    kind is one of treatment, money, talk, booking, system. A second event of one name is
    refused with TypeError when it is defined: deliveries go by the name.
    """

    timeline: ClassVar[str] = ""
    kind: ClassVar[str] = "system"
    icon: ClassVar[str] = "point"
    tone: ClassVar[str] = "quiet"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        known = REGISTRY.setdefault(cls.__name__, cls)
        if known is not cls:
            raise TypeError(f"{cls.__module__} and {known.__module__} both name {cls.__name__}")

    def payload(self) -> dict[str, Any]:
        """Return the fields as plain JSON values (instants in ISO 8601)."""
        return {
            key: value.isoformat() if isinstance(value, datetime | date) else value
            for key, value in asdict(self).items()
        }

    @classmethod
    def load(cls, payload: dict[str, Any]) -> Self:
        """Build the event again from `payload`; unknown keys of older versions are dropped."""
        known = {f.name: f for f in fields(cls)}
        values = {k: _typed(known[k].type, v) for k, v in payload.items() if k in known}
        return cls(**values)


def _typed(kind: Any, value: Any) -> Any:
    name = kind if isinstance(kind, str) else getattr(kind, "__name__", "")
    if value is not None and "datetime" in name:
        return datetime.fromisoformat(value)
    if value is not None and name.startswith("date"):
        return date.fromisoformat(value)
    return value
