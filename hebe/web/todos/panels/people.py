"""Customers who are hers."""

from datetime import timedelta

from hebe.customers.queries import (
    birthday_within,
    cards_of,
    customer_list,
    days_to_birthday,
    my_customers,
)
from hebe.web.todos import words
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Panel

NEWEST = 6
AHEAD = 7


def newest(desk: Desk) -> Panel | None:
    """Return her newest customers: whoever she entered stands here at once (CUS-09)."""
    if not desk.actor.may("customers.view"):
        return None
    rows = cards_of(desk.actor, my_customers(desk.actor)[:NEWEST])
    return Panel("todos/panels/newest.html", {"rows": rows})


def birthdays(desk: Desk) -> Panel | None:
    """Return which of her customers have their birthday within seven days."""
    if not desk.actor.may("customers.view"):
        return None
    wanted = birthday_within(desk.day, desk.day + timedelta(days=AHEAD))
    rows = customer_list(desk.actor, mine=True).defer(None).filter(wanted)[:20]
    found = sorted((days_to_birthday(c.birthday, desk.day), c.pk, c) for c in rows)
    data = {"rows": [(c, words.birthday(days)) for days, _pk, c in found]}
    return Panel("todos/panels/birthdays.html", data)
