"""What to-dos and follow-ups show of themselves; today's work is where everybody begins."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.care.choices import FOLLOW_UP
from hebe.kernel import clock
from hebe.todos.choices import State
from hebe.todos.models import Notification
from hebe.todos.queries import todo_list, waits_for
from hebe.web.counts import WAITING, Waiting
from hebe.web.customers import panels as of_customer
from hebe.web.finding import ACTS, Way
from hebe.web.frame import PIECES, TOP, Piece
from hebe.web.nav import ENTRIES, Entry
from hebe.web.settings import SETTINGS, Setting
from hebe.web.todos.acts import write_follow_up_down
from hebe.web.todos.layouts import (
    ADVISOR,
    CLINIC,
    FRONT,
    LEAD,
    NUMBERS,
    OFFICE,
    PANELS,
    TILL,
    Laid,
    Number,
    main,
    side,
)
from hebe.web.todos.panels import approvals, figures, lead, work
from hebe.web.todos.parts import PARTS, Part

EVERY_DESK = (LEAD, CLINIC, ADVISOR, FRONT, TILL, OFFICE)
LIST, CREATE, VIEW = "todos:list", "todos:create", "todos.view"


def _due_today(actor: Actor) -> QuerySet[Any]:
    _start, end = clock.day_bounds(clock.today(actor.zone), actor.zone)
    return todo_list(actor).filter(waits_for(actor), state=State.OPEN, due_at__lt=end)


def _unread(actor: Actor) -> QuerySet[Any]:
    return Notification.objects.of(actor).filter(user_id=actor.user_id, read_at=None)


ENTRIES.add(
    Entry("todos:today", _("Today's work"), "layout-dashboard", position=10, thumb=10),
    Entry(LIST, _("To-dos and follow-ups"), "heart-handshake", VIEW, "customers", 20, thumb=70),
)
WAITING.add(
    Waiting(LIST, _due_today, VIEW, at_store=False),
    Waiting("bell", _unread, at_store=False),
)
PIECES.add(Piece("todos: the bell", TOP, "todos/_top.html", position=30))
ACTS.add(
    Way(
        CREATE, _("New to-do"), "heart-handshake", "todos.create",
        in_drawer=True, position=50, quick=30,
    )
)  # fmt: skip
of_customer.PANELS.add(
    of_customer.Panel(
        "todos:of_customer", _("To-dos and follow-ups"), VIEW, of_customer.MAIN, 30
    ),
)
of_customer.ACTS.add(
    of_customer.Act(CREATE, _("Arrange a follow-up"), "phone", "todos.create", 10)
)
PARTS.add(Part(FOLLOW_UP, _("Write it down"), write_follow_up_down))
PANELS.add(
    Laid("to decide", approvals.to_decide, dict.fromkeys(EVERY_DESK, main(5))),
    Laid(
        "todos", work.todos, {OFFICE: main(10), FRONT: side(10), TILL: side(10), LEAD: side(10)}
    ),
    Laid("follow-ups", work.follow_ups, {CLINIC: main(30), ADVISOR: main(20)}),
    Laid("other todos", work.other_todos, {CLINIC: side(10), ADVISOR: side(10)}),
    Laid("team", work.team_overdue, {LEAD: side(20)}),
    Laid("shortcuts", lead.shortcuts, {OFFICE: side(20)}),
)
NUMBERS.add(Number("follow-ups due", figures.contacts, {ADVISOR: 20, CLINIC: 20}))
SETTINGS.add(
    Setting(
        "todos:steps", _("Follow-up steps"),
        _("When somebody asks after a treatment how she is, and what is asked."),
        "heart-handshake", "care.steps", 40,
    ),
    Setting(
        "todos:escalation", _("Late work"),
        _("Who is told of late work, how long after the deadline, and how often."),
        "bell", "todos.escalation", 45,
    ),
    Setting(
        "todos:substitutes", _("Substitutes"),
        _("Who sees and does whose work while she is away."),
        "users", "todos.substitutes", 50,
    ),
)  # fmt: skip
