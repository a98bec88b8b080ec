"""Who sees what on the page of today's work: desks by role, and what apps lay on them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hebe.web.surface import Registry
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Figure, Maker, Panel

LEAD, CLINIC, ADVISOR, FRONT, TILL, OFFICE = (
    "lead", "clinic", "advisor", "front", "till", "office",
)  # fmt: skip
MAIN, SIDE = "main", "side"


@dataclass(frozen=True, slots=True)
class Seat:
    """A desk, and the codes of the roles and posts that sit at it; the first that fits."""

    name: str
    roles: frozenset[str]
    position: int


SEATS: Registry[Seat] = Registry("desk")
# Role codes of leaders come first, so that a director who is a doctor leads.
SEATS.add(
    Seat(LEAD, frozenset({"manager", "director", "gm", "supervisor", "operations"}), 10),
    Seat(CLINIC, frozenset({"doctor", "nurse"}), 20),
    Seat(ADVISOR, frozenset({"consultant", "advisor"}), 30),
    Seat(FRONT, frozenset({"frontdesk", "callcenter"}), 40),
    Seat(TILL, frozenset({"cashier"}), 50),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a panel lies: in the wide column or in the one at the side, and how far down."""

    column: str
    position: int


def main(position: int) -> Spot:
    """Return a spot in the wide column, where the work is."""
    return Spot(MAIN, position)


def side(position: int) -> Spot:
    """Return a spot in the column of the work's surroundings."""
    return Spot(SIDE, position)


@dataclass(frozen=True, slots=True)
class Laid:
    """A panel and the desks it lies on; its maker returns None for who may not see it."""

    name: str
    make: Maker
    at: Mapping[str, Spot]
    position: int = 0


Counted = Callable[[Desk], Figure | Sequence[Figure] | None]


@dataclass(frozen=True, slots=True)
class Number:
    """Numbers of the strip above, and their place in it by desk."""

    name: str
    make: Counted
    at: Mapping[str, int]
    position: int = 0


def _no_desk(thing: Laid | Number) -> str:
    unknown = [name for name in thing.at if name != OFFICE and not SEATS.find(name)]
    return f"there is no desk {unknown[0]!r}" if unknown else ""


PANELS: Registry[Laid] = Registry("panel of today's work", wrong=_no_desk)
NUMBERS: Registry[Number] = Registry("number of today's work", wrong=_no_desk)


@dataclass(frozen=True, slots=True)
class Page:
    """What one person's page shows."""

    strip: list[Figure] = field(default_factory=list)
    main: list[Panel] = field(default_factory=list)
    side: list[Panel] = field(default_factory=list)


def seat_of(roles: frozenset[str]) -> str:
    """Return the desk of a person's roles and post; a plain one for all others."""
    return next((seat.name for seat in SEATS if seat.roles & roles), OFFICE)


def laid_out(desk: Desk) -> Page:
    """Return the page of one desk."""
    seat = seat_of(desk.roles)
    return Page(_strip(desk, seat), _column(desk, seat, MAIN), _column(desk, seat, SIDE))


def _strip(desk: Desk, seat: str) -> list[Figure]:
    asked = sorted((n for n in NUMBERS if seat in n.at), key=lambda n: n.at[seat])
    found: list[Figure] = []
    for number in asked:
        made = number.make(desk)
        found += [made] if isinstance(made, Figure) else made or []
    return found


def _column(desk: Desk, seat: str, column: str) -> list[Panel]:
    laid = [p for p in PANELS if seat in p.at and p.at[seat].column == column]
    laid.sort(key=lambda panel: panel.at[seat].position)
    return [panel for panel in (row.make(desk) for row in laid) if panel]
