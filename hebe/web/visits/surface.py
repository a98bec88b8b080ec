"""What the visit board shows of itself."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.visits.queries import visits
from hebe.web.counts import WAITING, Waiting
from hebe.web.customers import panels as of_customer
from hebe.web.finding import ACTS, Way
from hebe.web.nav import ENTRIES, Entry
from hebe.web.todos.layouts import (
    ADVISOR,
    CLINIC,
    FRONT,
    LEAD,
    NUMBERS,
    PANELS,
    TILL,
    Laid,
    Number,
    main,
)
from hebe.web.todos.panels import figures, floor, lead

BOARD, ARRIVE, VIEW = "visits:board", "visits:arrive", "visits.view"


def _here(actor: Actor) -> QuerySet[Any]:
    return visits(actor).filter(store_id=actor.store_id, left_at=None)


ENTRIES.add(Entry(BOARD, _("Visit board"), "layout-kanban", VIEW, position=30, thumb=30))
WAITING.add(Waiting(BOARD, _here, VIEW))
ACTS.add(
    Way(ARRIVE, _("Register an arrival"), "door-enter", "visits.arrive", position=30, quick=10)
)
of_customer.PANELS.add(
    of_customer.Panel("visits:of_customer", _("Visits"), VIEW, of_customer.SIDE, 20)
)
of_customer.ACTS.add(
    of_customer.Act(ARRIVE, _("Register arrival"), "door-enter", "visits.arrive", 20)
)
PANELS.add(
    Laid("to close", lead.to_close, {LEAD: main(10)}),
    Laid("lanes", floor.lanes, {FRONT: main(20), LEAD: main(20)}),
    Laid("patients", floor.patients, {CLINIC: main(10)}),
    Laid("own patients", floor.own_patients, {LEAD: main(5)}),
    Laid("my customers here", floor.my_customers_here, {ADVISOR: main(10)}),
)
NUMBERS.add(Number("here", figures.here, {FRONT: 20, LEAD: 20, TILL: 30}))
