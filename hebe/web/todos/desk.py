"""What the panels of one page share, each asked at most once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.http import QueryDict

from hebe.access.actor import Actor
from hebe.access.queries import my_store
from hebe.customers.models import Customer
from hebe.customers.queries import Glance, glance_of
from hebe.kernel import clock
from hebe.scheduling.choices import Status
from hebe.scheduling.hours import diary_day
from hebe.scheduling.models import Appointment
from hebe.scheduling.queries import Lost, attention, day_list, with_parts
from hebe.staff.models import Member
from hebe.staff.queries import me
from hebe.tenancy.models import Store
from hebe.todos.models import Todo
from hebe.todos.queries import my_open
from hebe.visits.queries import Card, in_store
from hebe.web.todos.free import Gap, free_gaps

TODOS = 200


@dataclass
class Desk:
    """One person's working day at one store."""

    actor: Actor
    moment: datetime
    asked: QueryDict

    @cached_property
    def store(self) -> Store | None:
        """Return where she works today."""
        return my_store(self.actor)

    @cached_property
    def member(self) -> Member | None:
        """Return the staff member at this desk, if she is one."""
        return me(self.actor)

    @cached_property
    def day(self) -> date:
        """Return today at the store."""
        return clock.day_of(self.moment, self.actor.zone)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Return the codes of the roles and the post of this person."""
        post = {self.member.post} if self.member else set()
        return self.actor.roles | post

    def sees(self, permission: str) -> bool:
        """Say whether she may look at this part of her store."""
        return self.store is not None and self.actor.may(permission, self.store.pk)

    @cached_property
    def bookings(self) -> list[Appointment]:
        """Return the store's appointments of today, earliest first, without cancelled ones."""
        if self.store is None or not self.sees("scheduling.view"):
            return []
        rows = day_list(self.actor, self.store, diary_day(self.store, self.moment))
        return with_parts(row for row in rows if row.status != Status.CANCELLED)

    @cached_property
    def lost(self) -> dict[int, list[Lost]]:
        """Return which of them lost something they rest on, and what."""
        return attention(self.actor, self.bookings)

    @cached_property
    def floor(self) -> list[Card]:
        """Return who is in the store now, by number."""
        if self.store is None or not self.sees("visits.view"):
            return []
        return in_store(self.actor, self.store)

    @cached_property
    def todos(self) -> list[Todo]:
        """Return her own open work, most urgent first."""
        return my_open(self.actor, limit=TODOS) if self.actor.may("todos.view") else []

    @cached_property
    def overdue(self) -> int:
        """Return how much of it is late."""
        return sum(todo.due_at < self.moment for todo in self.todos)

    @cached_property
    def free(self) -> list[Gap]:
        """Return when the doctors on duty can still be booked today."""
        if self.store is None or not (self.sees("staff.view") and self.sees("scheduling.view")):
            return []
        return free_gaps(self.actor, self.store, self.day, self.moment)

    @property
    def tomorrow(self) -> date:
        """Return the next calendar day."""
        return self.day + timedelta(days=1)

    def takes_part(self, booking: Appointment) -> bool:
        """Say whether a booking takes any of her time, or she is its advisor."""
        return self.is_mine(booking.advisor, *(part.member for part in booking.parts))

    def is_mine(self, *people: Member | None) -> bool:
        """Say whether one of these people sits at this desk."""
        mine = self.actor.user_id
        return any(
            p is not None and p.user_id is not None and p.user_id == mine for p in people
        )

    def glance(self, row: Any) -> Glance | None:
        """Return what stands beside the name of a row's customer, judged at the row's store."""
        customer: Customer | None = row.customer
        if customer is None or not self.actor.may("customers.view"):
            return None
        return glance_of(self.actor, customer, (row.store_id,))
