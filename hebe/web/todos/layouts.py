"""Who sees what on the page of today's work."""

from collections.abc import Callable
from dataclasses import dataclass

from hebe.web.todos.desk import Desk
from hebe.web.todos.panels import diary, figures, floor, lead, money, people, work
from hebe.web.todos.panels.base import Figure, Maker, Panel, Strip


@dataclass(frozen=True, slots=True)
class Layout:
    """A strip of numbers, the work on the left, its surroundings on the right."""

    strip: Strip
    main: tuple[Maker, ...]
    side: tuple[Maker, ...]


LEAD = Layout(
    figures.lead,
    (lead.to_close, floor.lanes, diary.arrivals),
    (work.todos, work.team_overdue, diary.hours),
)
FRONT = Layout(figures.front, (diary.arrivals, floor.lanes), (work.todos, diary.hours))
CLINIC = Layout(
    figures.clinic,
    (floor.patients, diary.my_bookings, work.follow_ups),
    (work.other_todos, people.newest),
)
ADVISOR = Layout(
    figures.mine,
    (floor.my_customers_here, work.follow_ups, diary.my_bookings),
    (work.other_todos, people.newest, people.birthdays),
)
TILL = Layout(figures.till, (money.to_pay,), (work.todos, money.takings))
OFFICE = Layout(figures.nothing, (work.todos,), (lead.shortcuts,))
# The first that fits: role codes first, so that a director who is a doctor leads.
DESKS: tuple[tuple[frozenset[str], Layout], ...] = (
    (frozenset({"manager", "director", "gm", "supervisor", "operations"}), LEAD),
    (frozenset({"doctor", "nurse"}), CLINIC),
    (frozenset({"consultant", "advisor"}), ADVISOR),
    (frozenset({"frontdesk", "callcenter"}), FRONT),
    (frozenset({"cashier"}), TILL),
)


@dataclass(frozen=True, slots=True)
class Page:
    """What one person's page shows."""

    strip: list[Figure]
    main: list[Panel]
    side: list[Panel]


def layout_of(roles: frozenset[str]) -> Layout:
    """Return the layout of a person's roles and post; a plain one for all others."""
    return next((layout for codes, layout in DESKS if codes & roles), OFFICE)


def laid_out(desk: Desk) -> Page:
    """Return the page of one desk; a leader who also treats sees her patients first."""
    layout = layout_of(desk.roles)
    main = layout.main
    if layout is LEAD and "doctor" in desk.roles:
        main = (floor.patients, *main)
    return Page(layout.strip(desk), _made(desk, main), _made(desk, layout.side))


def _made(desk: Desk, makers: tuple[Callable[[Desk], Panel | None], ...]) -> list[Panel]:
    return [panel for panel in (make(desk) for make in makers) if panel]
