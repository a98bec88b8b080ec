"""What the diary shows of itself."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.scheduling.choices import TO_COME
from hebe.scheduling.queries import appointments
from hebe.web import finding
from hebe.web.counts import WAITING, Waiting
from hebe.web.customers import panels as of_customer
from hebe.web.finding import SHOWN, Kind, Search, Way
from hebe.web.nav import ENTRIES, Entry
from hebe.web.todos.layouts import (
    ADVISOR,
    CLINIC,
    FRONT,
    LEAD,
    NUMBERS,
    PANELS,
    Laid,
    Number,
    main,
    side,
)
from hebe.web.todos.panels import diary, figures

CALENDAR, BOOK, VIEW = "scheduling:calendar", "scheduling:book", "scheduling.view"


def _to_come_today(actor: Actor) -> QuerySet[Any]:
    start, end = clock.day_bounds(clock.today(actor.zone), actor.zone)
    return appointments(actor).filter(
        store_id=actor.store_id, status__in=TO_COME, starts_at__gte=start, starts_at__lt=end
    )


def _coming(search: Search) -> list[Any]:
    """Return the next appointments of the people found."""
    if not search.people:
        return []
    start, _end = clock.day_bounds(clock.today(search.actor.zone), search.actor.zone)
    rows = appointments(search.actor).filter(
        customer_id__in=search.people, status__in=TO_COME, starts_at__gte=start
    )
    return list(rows.order_by("starts_at", "pk")[:SHOWN])


ENTRIES.add(Entry(CALENDAR, _("Appointments"), "calendar-event", VIEW, position=20, thumb=20))
WAITING.add(Waiting(CALENDAR, _to_come_today, VIEW))
finding.KINDS.add(Kind("appointments", _coming, "scheduling/_palette.html", VIEW, 20))
finding.ACTS.add(
    Way(BOOK, _("New appointment"), "calendar-plus", "scheduling.book", position=20, quick=40)
)
of_customer.PANELS.add(
    of_customer.Panel(
        "scheduling:of_customer", pgettext_lazy("customer", "Appointments"), VIEW,
        of_customer.NEXT, 10,
    )
)  # fmt: skip
of_customer.ACTS.add(of_customer.Act(BOOK, _("Book"), "calendar-plus", "scheduling.book", 30))
PANELS.add(
    Laid("arrivals", diary.arrivals, {FRONT: main(10), LEAD: main(30)}),
    Laid("my bookings", diary.my_bookings, {CLINIC: main(20), ADVISOR: main(30)}),
    Laid("hours", diary.hours, {FRONT: side(20), LEAD: side(30)}),
)
NUMBERS.add(
    Number("booked", figures.booked, {FRONT: 10, LEAD: 10}),
    Number("my bookings", figures.own_bookings, {ADVISOR: 10, CLINIC: 10}),
    Number("unconfirmed", figures.unconfirmed, {FRONT: 30}),
    Number("free times", figures.room, {FRONT: 50}),
)
