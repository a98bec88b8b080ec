"""How much happens, and how often: the numbers above the recent events."""

from django.db import connection

from hebe.access.actor import Actor
from hebe.journal.models import Outbox
from hebe.journal.subscribe import on_any
from hebe.kernel import clock

ADD = """
INSERT INTO journal_daycount (group_id, day, store_id, name, count)
VALUES (%s, %s, %s, %s, 1)
ON CONFLICT ON CONSTRAINT one_count_per_day_and_place
DO UPDATE SET count = journal_daycount.count + 1
"""


@on_any()
def count_event(actor: Actor, told: Outbox) -> None:
    """Count an event for its day and store."""
    day = clock.day_of(told.happened_at, actor.zone)
    with connection.cursor() as cursor:
        cursor.execute(ADD, [actor.group_id, day, told.audit.store_id, told.name])
