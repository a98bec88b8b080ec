"""What only a leader can put in order."""

from typing import Any

from django.urls import reverse

from hebe.scheduling.queries import newest_left_open
from hebe.visits.queries import open_from_before as open_visits
from hebe.web.nav import sections
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Panel

SHOWN = 10


def to_close(desk: Desk) -> Panel | None:
    """Return visits and bookings of earlier days that nobody closed."""
    if desk.store is None:
        return None
    visits: list[Any] = []
    bookings: list[Any] = []
    if desk.sees("visits.view"):
        visits = open_visits(desk.actor, desk.store, desk.day)
    if desk.sees("scheduling.view"):
        bookings = list(newest_left_open(desk.actor, desk.store, desk.day, SHOWN + 1))
    total = len(visits) + len(bookings)
    data = {"visits": visits[:SHOWN], "bookings": bookings[:SHOWN], "total": total}
    return Panel("todos/panels/to_close.html", data)


def shortcuts(desk: Desk) -> Panel | None:
    """Return the places this person may open."""
    places = [
        entry
        for section in sections(desk.actor, "", {})
        for entry in section.entries
        if entry.url != reverse("todos:today")
    ]
    return Panel("todos/panels/shortcuts.html", {"places": places})
