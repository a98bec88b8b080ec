"""Tell what happened, in one round trip and in the act's transaction."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection

from hebe.access.actor import Actor
from hebe.access.telling import register
from hebe.journal.subscribe import HANDLERS, HEARS_ALL
from hebe.journal.worker import is_keeping, wake
from hebe.kernel import clock
from hebe.kernel.events import Event

TELL = """
WITH kept AS (
  INSERT INTO journal_audit
    (group_id, at, user_id, who, via, ip, act, subject, store_id, data)
  VALUES (%(group)s, %(at)s, %(user)s, %(who)s, %(via)s, %(ip)s, %(name)s, %(subject)s,
          %(store)s, %(data)s::jsonb)
  RETURNING id
), told AS (
  INSERT INTO journal_outbox (group_id, audit_id, name, payload, happened_at)
  SELECT %(group)s, kept.id, %(name)s, %(payload)s::jsonb, %(at)s FROM kept RETURNING id
), due AS (
  INSERT INTO journal_delivery
    (group_id, event_id, handler, state, attempts, next_at, last_error)
  SELECT %(group)s, told.id, handler, 'waiting', 0, %(at)s, ''
  FROM told, unnest(%(handlers)s::text[]) AS handler
), shown AS (
  INSERT INTO journal_timelineentry
    (group_id, customer_id, at, who, name, kind, payload)
  SELECT %(group)s, %(customer)s::bigint, %(at)s, %(who)s, %(name)s, %(kind)s,
         %(payload)s::jsonb
  WHERE %(customer)s::bigint IS NOT NULL AND %(timeline)s
)
SELECT id FROM told
"""


def publish(
    actor: Actor,
    event: Event,
    *,
    subject: object = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write the event's audit row, outbox row, a delivery per handler, and timeline row.

    `subject` is the model row it is about. `before` and `after` hold changed fields as plain
    JSON; callers leave personal data out or masked.
    """
    payload = event.payload()
    data = payload | {k: v for k, v in (("before", before), ("after", after)) if v is not None}
    name = type(event).__name__
    waiting = HANDLERS.get(name, {})
    with connection.cursor() as cursor:
        cursor.execute(
            TELL,
            {
                "group": actor.group_id,
                "name": name,
                "payload": json.dumps(payload),
                "data": json.dumps(data),
                "at": clock.now(),
                "handlers": [*waiting, *hears_all()],
                "user": actor.user_id,
                "who": actor.name,
                "via": actor.via,
                "ip": actor.ip,
                "subject": subject_of(subject),
                "store": getattr(event, "store_id", None) or actor.store_id,
                "customer": getattr(event, "customer_id", None),
                "timeline": bool(event.timeline),
                "kind": event.kind,
            },
        )
        (event_id,) = cursor.fetchone()
    if waiting:
        wake(actor.group_id, int(event_id))


def hears_all() -> Iterable[str]:
    """Return who hears this event whatever it is; of a pretended past nobody does."""
    return () if is_keeping() else HEARS_ALL


def subject_of(row: object) -> str:
    """Return the audit name of a model row, such as `customers.customer:12`."""
    meta = getattr(row, "_meta", None)
    return f"{meta.label_lower}:{getattr(row, 'pk', '')}" if meta else ""


def record_view(actor: Actor, row: object, *, what: str = "viewed", **data: Any) -> None:
    """Keep in the audit trail that the actor looked at a row (or unmasked a field of it)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_audit (group_id, at, user_id, who, via, ip, act, subject,"
            " store_id, data) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb)",
            [actor.group_id, clock.now(), actor.user_id, actor.name, actor.via, actor.ip,
             what, subject_of(row), actor.store_id, json.dumps(data)],
        )  # fmt: skip


register(publish)
