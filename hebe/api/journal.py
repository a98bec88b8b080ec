"""Recent events, and what failed of their delivery."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import StringConstraints

from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import Cursor, Key, Limit, Moment, Sent, Text
from hebe.journal import queries, services
from hebe.journal.models import Delivery, Outbox

router = Router(tags=["events"])
State = Literal["waiting", "done", "resting", "dismissed"]
Reason = Annotated[Text, StringConstraints(max_length=200)]


class HandledOut(Schema):
    """One handler's part of an event; `last_error` is the kind and place of a failure."""

    id: int
    handler: str
    state: State
    attempts: int
    next_at: datetime
    tried_at: datetime | None
    last_error: str


class EventOut(Schema):
    """Something that happened: `subject` is the row it is about, such as `visits.visit:7`."""

    id: int
    name: str
    happened_at: datetime
    who: str
    subject: str
    store_id: int | None
    payload: dict[str, Any]
    deliveries: list[HandledOut]

    @staticmethod
    def resolve_who(event: Outbox) -> str:
        """Name who did it."""
        return event.audit.who

    @staticmethod
    def resolve_subject(event: Outbox) -> str:
        """Say what it was done to."""
        return event.audit.subject

    @staticmethod
    def resolve_store_id(event: Outbox) -> int | None:
        """Say where it was done."""
        return event.audit.store_id


class EventPage(Schema):
    """A page of events."""

    rows: list[EventOut]
    next: str


class DeliveryOut(HandledOut):
    """A part with the event it belongs to."""

    event_id: int
    event: str
    happened_at: datetime

    @staticmethod
    def resolve_event(row: Delivery) -> str:
        """Name the event."""
        return row.event.name

    @staticmethod
    def resolve_happened_at(row: Delivery) -> datetime:
        """Say when it happened."""
        return row.event.happened_at


class DeliveryPage(Schema):
    """A page of resting parts."""

    rows: list[DeliveryOut]
    next: str


class Dismissal(Sent):
    """Why this need not happen any more."""

    reason: Reason


class CountOut(Schema):
    """How often an event happened."""

    name: str
    count: int


@router.get("/events", response=EventPage)
@needs("journal.events")
def list_events(
    request: ApiRequest,
    name: Text = "",
    since: Moment | None = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List what happened in the last 30 days, newest first."""
    wanted = {"name": name, "happened_at__gte": since}
    rows = queries.event_list(request.actor).filter(**{k: v for k, v in wanted.items() if v})
    found, following = page(rows, cursor, limit, ("-id",))
    return {"rows": found, "next": following}


@router.get("/events/counts", response=list[CountOut])
@needs("journal.events")
def list_event_counts(request: ApiRequest) -> list[dict[str, Any]]:
    """Say how often each event happened in the last seven days, most first."""
    counts = queries.event_counts(request.actor)
    return [{"name": name, "count": count} for name, count in counts]


@router.get("/events/{event_id}", response=EventOut)
@needs("journal.events")
def get_event(request: ApiRequest, event_id: Key) -> Outbox:
    """Return one event with what became of it."""
    return queries.get_event(request.actor, event_id)


@router.get("/deliveries/resting", response=DeliveryPage)
@needs("journal.events")
def list_resting(request: ApiRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """List the reactions that failed to the last attempt, newest first."""
    found, following = page(queries.resting_list(request.actor), cursor, limit, ("-id",))
    return {"rows": found, "next": following}


@router.post("/deliveries/{delivery_id}/retry", response=DeliveryOut)
def retry_delivery(request: ApiRequest, delivery_id: Key) -> Delivery:
    """Send a resting reaction on its way again."""
    return services.retry_delivery(request.actor, delivery_id=delivery_id)


@router.post("/deliveries/{delivery_id}/dismiss", response=DeliveryOut)
def dismiss_delivery(request: ApiRequest, delivery_id: Key, data: Dismissal) -> Delivery:
    """Let a resting reaction be for good, with the reason."""
    return services.dismiss_delivery(request.actor, delivery_id=delivery_id, reason=data.reason)
