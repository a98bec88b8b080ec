"""The base of everything the apps tell each other."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

REGISTRY: "dict[str, type[Event]]" = {}


def gettext_noop(msgid: str) -> str:
    """Mark a timeline text for translation; events stay plain Python."""
    return msgid


@dataclass(frozen=True)
class Event:
    """Something that happened, in the past tense; subclasses are frozen dataclasses.

    `timeline` is an English msgid with %(field)s places: what the customer's timeline
    says. It needs a field `customer_id`. `kind`, `icon` and `tone` are how it looks:
    kind is one of treatment, money, talk, booking, system.
    """

    timeline: ClassVar[str] = ""
    kind: ClassVar[str] = "system"
    icon: ClassVar[str] = "point"
    tone: ClassVar[str] = "quiet"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        REGISTRY[cls.__name__] = cls

    def payload(self) -> dict[str, Any]:
        """Return the fields as plain JSON values (instants in ISO 8601)."""
        return {
            key: value.isoformat() if isinstance(value, datetime | date) else value
            for key, value in asdict(self).items()
        }

    @classmethod
    def load(cls, payload: dict[str, Any]) -> "Event":
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
