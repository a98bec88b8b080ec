"""Money that waits, and money that came in."""

from hebe.checkout.queries import waiting
from hebe.payments.queries import takings as takings_of
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Panel


def to_pay(desk: Desk) -> Panel | None:
    """Return who waits at the till."""
    if desk.store is None or not desk.sees("payments.view"):
        return None
    rows = waiting(desk.actor, store_id=desk.store.pk)
    shown = [(row, desk.glance(row.visit or row.order)) for row in rows]
    return Panel("todos/panels/to_pay.html", {"rows": shown})


def takings(desk: Desk) -> Panel | None:
    """Return today's money by method."""
    if desk.store is None or not desk.sees("payments.view"):
        return None
    rows = takings_of(desk.actor, store_id=desk.store.pk, day=desk.day)
    rows = [row for row in rows if row.count or row.given_back_fen]
    net = sum(row.net_fen for row in rows)
    return Panel("todos/panels/takings.html", {"rows": rows, "net": net})
