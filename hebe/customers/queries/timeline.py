"""What happened with a customer, newest first, told in the reader's language."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from hebe.access.actor import Actor, requires
from hebe.customers.choices import Stage
from hebe.customers.models import Customer
from hebe.customers.queries.reach import customers
from hebe.customers.sight import sees
from hebe.journal.models import TimelineEntry
from hebe.kernel.errors import Invalid
from hebe.kernel.events import REGISTRY, Event
from hebe.kernel.money import yuan

PAGE = 20
KINDS = {
    "": pgettext_lazy("timeline", "All"),
    "treatment": pgettext_lazy("timeline", "Treatment"),
    "money": pgettext_lazy("timeline", "Spending"),
    "talk": pgettext_lazy("timeline", "Talk"),
    "booking": pgettext_lazy("timeline", "Booking"),
    "system": pgettext_lazy("timeline", "System"),
}
WORDS: dict[str, Mapping[str, Any]] = {"stage": dict(Stage.choices)}


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the timeline, ready to read."""

    id: int
    at: datetime
    who: str
    name: str
    kind: str
    icon: str
    tone: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of moments; `before` asks for the next, `left` says how many there are."""

    moments: list[Moment]
    before: str
    left: int


@requires("customers.view")
def timeline(
    actor: Actor, customer_id: int, *, kind: str = "", before: str = "", limit: int = PAGE
) -> Timeline:
    """Return a page of her timeline within reach; two queries besides finding her."""
    she = customers(actor).only("pk", "home_store_id").one(customer_id)
    return page_of(actor, she, kind=kind, before=before, limit=limit)


def page_of(
    actor: Actor, she: Customer, *, kind: str = "", before: str = "", limit: int = PAGE
) -> Timeline:
    """Return a page of the timeline of somebody already known to be within reach.

    What she paid is told to those who may see her spending.
    """
    if kind not in KINDS:
        raise Invalid("kind", _("Choose one of the list."))
    rows = TimelineEntry.objects.of(actor).filter(customer_id=she.pk)
    if kind:
        rows = rows.filter(kind=kind)
    if not sees(actor, she, "spent"):
        rows = rows.exclude(kind="money")
    if before:
        at, key = _cursor(before)
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=key))
    page = list(rows.order_by("-at", "-id")[: limit + 1])
    more = len(page) > limit
    left = rows.count() - limit if more else 0
    shown = [_moment(entry, actor.zone) for entry in page[:limit]]
    return Timeline(shown, _place(page[limit - 1]) if more else "", left)


def _place(entry: TimelineEntry) -> str:
    return urlsafe_b64encode(f"{entry.at.isoformat()} {entry.pk}".encode()).decode().rstrip("=")


def _cursor(before: str) -> tuple[datetime, int]:
    try:
        text = urlsafe_b64decode(before + "=" * (-len(before) % 4)).decode()
        at, _space, key = text.partition(" ")
        return datetime.fromisoformat(at), int(key)
    except ValueError as error:
        raise Invalid("before") from error


class _Places(dict[str, str]):
    """The values of a sentence; one that an older event lacks stays empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _moment(entry: TimelineEntry, zone: str) -> Moment:
    event = REGISTRY.get(entry.name, Event)
    places = _Places()
    for key, value in entry.payload.items():
        text = _said(key, value, zone)
        places[key] = places[key.removesuffix("_fen")] = text
    said = event.timeline or entry.name
    return Moment(
        id=entry.pk,
        at=entry.at,
        who=entry.who,
        name=entry.name,
        kind=entry.kind,
        icon=event.icon,
        tone=event.tone,
        title=_(said) % places,
        detail=str(entry.payload.get("detail") or ""),
    )


def _said(key: str, value: Any, zone: str) -> str:
    """Return a value of a payload as people read it: yuan, local time, words for codes."""
    if value is None:
        return ""
    if key in WORDS:
        return str(WORDS[key].get(str(value), value))
    if key.endswith("_fen"):
        return f"¥{yuan(int(value))}"
    if isinstance(value, str) and key.endswith("_at"):
        return date_format(
            datetime.fromisoformat(value).astimezone(ZoneInfo(zone)), _("M j H:i")
        )
    if isinstance(value, str) and key.endswith("_on"):
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    return str(value)
