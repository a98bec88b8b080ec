"""Say with the answer how many bookings a change left in need of attention."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.http import HttpResponse

from hebe.access.actor import Actor
from hebe.scheduling.services import counting

HEADER = "Bookings-Touched"


@contextmanager
def telling_touched(
    actor: Actor, response: HttpResponse, stores: Collection[int]
) -> Iterator[None]:
    """Count the bookings of some stores that what happens inside touches, into a header.

    The act is carried out all the same: which they are, `needs_attention` of appointments says.
    """
    with transaction.atomic(), counting(actor, stores) as touched:
        yield
    response[HEADER] = str(touched.count)
