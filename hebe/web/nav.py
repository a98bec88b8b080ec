"""The map of the screens: what a role sees in the side bar and on the phone's bottom bar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel.errors import Text
from hebe.web.counts import MOST, WAITING
from hebe.web.surface import Registry

TABS = 4
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Heading:
    """A stretch of the side bar."""

    name: str
    label: Text
    position: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: its address, its name, its icon, where it stands and who may open it.

    It opens to who holds `permission` (empty: to everybody) and whom `shown` names. `thumb` is
    its rank among the places of the phone's bottom bar, for everybody or by the actor.
    """

    url: str
    label: Text
    icon: str
    permission: str = ""
    heading: str = "day"
    position: int = 0
    thumb: int | Callable[[Actor], int] | None = None
    shown: Callable[[Actor], bool] | None = None

    @property
    def name(self) -> str:
        """Return what it is known by: its address."""
        return self.url


def _misplaced(entry: Entry) -> str:
    return "" if HEADINGS.find(entry.heading) else f"there is no heading {entry.heading!r}"


HEADINGS: Registry[Heading] = Registry("heading")
ENTRIES: Registry[Entry] = Registry("place", wrong=_misplaced)
HEADINGS.add(
    Heading("day", "", 10),
    Heading("customers", _("Customers"), 20),
    Heading("care", _("Care"), 30),
    Heading("business", _("Business"), 40),
    Heading("system", _("System"), 50),
)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry as one person sees it now, with how much waits there."""

    label: str
    url: str
    icon: str
    current: bool
    count: str
    tone: str


@dataclass(frozen=True, slots=True)
class Section:
    """Places that belong together."""

    label: Text
    entries: list[Place]


_address = cache(reverse)


def _shown(entry: Entry, path: str, counts: Counts) -> Place:
    url, count = _address(entry.url), counts.get(entry.url, 0)
    waiting = WAITING.find(entry.url)
    return Place(
        label=str(entry.label),
        url=url,
        icon=entry.icon,
        current=path == url or (url != "/" and path.startswith(url)),
        count=f"{MOST - 1}+" if count >= MOST else str(count or ""),
        tone=waiting.tone if waiting else "",
    )


def is_open(entry: Entry, actor: Actor) -> bool:
    """Say whether a place is open to this actor."""
    held = not entry.permission or actor.may(entry.permission)
    return held and (entry.shown is None or entry.shown(actor))


def sections(actor: Actor, path: str, counts: Counts) -> list[Section]:
    """Return the side bar's sections that hold at least one place for this actor."""
    places: dict[str, list[Place]] = {heading.name: [] for heading in HEADINGS}
    for entry in ENTRIES:
        if is_open(entry, actor):
            places[entry.heading].append(_shown(entry, path, counts))
    return [Section(h.label, places[h.name]) for h in HEADINGS if places[h.name]]


def tabs(actor: Actor, path: str, counts: Counts) -> list[Place]:
    """Return the places of the phone's bottom bar, beside the way to all others."""
    mine = [e for e in ENTRIES if e.thumb is not None and is_open(e, actor)]
    mine.sort(key=lambda entry: _rank(entry, actor))
    return [_shown(entry, path, counts) for entry in mine[:TABS]]


def _rank(entry: Entry, actor: Actor) -> tuple[int, str]:
    rank = entry.thumb(actor) if callable(entry.thumb) else entry.thumb or 0
    return rank, entry.url
