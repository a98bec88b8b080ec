"""How many bookings a change leaves without something they rest on, before and after it."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import transaction

from hebe.scheduling.errors import BookingsTouched
from hebe.scheduling.models import Appointment
from hebe.scheduling.queries.attention import attention, to_come
from hebe.tenancy.models import HasGroup

T = TypeVar("T")


@dataclass(slots=True)
class Touched:
    """The bookings that a change left in need of attention; known once it is done."""

    rows: list[Appointment] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return how many."""
        return len(self.rows)


@contextmanager
def counting(whose: HasGroup, stores: Collection[int]) -> Iterator[Touched]:
    """Count the bookings of some stores that what happens inside leaves in need of attention.

    Whatever the change is, it is looked at from its outcome: what needs attention after it
    and did not before.
    """
    touched = Touched()
    before = attention(whose, to_come(whose, stores))
    yield touched
    rows = to_come(whose, stores)
    after = attention(whose, rows)
    touched.rows = [row for row in rows if row.pk in after.keys() - before.keys()]


def heeding(whose: HasGroup, stores: Collection[int], act: Callable[[], T], *, known: int) -> T:
    """Carry out an act, or raise BookingsTouched when it touches more bookings than `known`.

    Nothing of the act remains when it is refused. `known` is how many the person was told of
    and accepted.
    """
    with transaction.atomic():
        with counting(whose, stores) as touched:
            done = act()
        if touched.count > known:
            raise BookingsTouched(touched.rows)
    return done
