"""The diary: appointments, free times, rooms and devices, closed time."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Status

from hebe.access.actor import Actor
from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.scheduling_schemas import (
    AppointmentOut,
    AppointmentPage,
    BookingIn,
    ClosedOut,
    ClosingIn,
    ReasonIn,
    RescheduleIn,
    ResourceChanges,
    ResourceIn,
    ResourceOut,
    RestIn,
    SlotOut,
    Step,
)
from hebe.api.schemas import FILTER, Cursor, Day, Key, Limit, Moment
from hebe.api.touching import telling_touched
from hebe.api.visits_schemas import TakeBackIn
from hebe.catalog.queries import get_item
from hebe.customers.queries import get_customer
from hebe.filters import compiled, parsed
from hebe.kernel.errors import Invalid
from hebe.scheduling import queries, services
from hebe.scheduling.models import Appointment, Resource, ResourceClaim
from hebe.scheduling.queries import Lost, Wish
from hebe.staff.queries import get_member

router = Router(tags=["scheduling"])


def _out(row: Appointment, lost: Iterable[Lost] = ()) -> dict[str, Any]:
    facts = ["id", "store_id", "customer_id", "item_id", "doctor_id", "advisor_id", "room_id",
             "device_id", "starts_at", "ends_at", "status", "source", "note"]  # fmt: skip
    named = ["customer", "item", "doctor", "advisor", "room", "device"]
    return {name: getattr(row, name) for name in facts} | {
        name: getattr(getattr(row, name), "name", "") for name in named
    } | {
        "parts": [_part(claim) for claim in row.parts],
        "needs_attention": [{"code": why.code, "text": why.text} for why in lost],
    }  # fmt: skip


def _part(claim: ResourceClaim) -> dict[str, Any]:
    taker = claim.taker
    facts = ["what", "member_id", "resource_id", "starts_at", "ends_at", "is_named", "is_held"]
    return {name: getattr(claim, name) for name in facts} | {
        "kind": taker.kind if isinstance(taker, Resource) else "person",
        "name": taker.name if taker else "",
    }


def _booking(data: BookingIn | RescheduleIn) -> dict[str, Any]:
    """Return what was sent, as the acts take it."""
    chosen = {choice.need_id: choice.keys for choice in data.chosen}
    return data.model_dump() | {"chosen": chosen}


def _all(actor: Actor, rows: Iterable[Appointment]) -> list[dict[str, Any]]:
    found = queries.with_parts(rows)
    lost = queries.attention(actor, found)
    return [_out(row, lost.get(row.pk, [])) for row in found]


def _one(actor: Actor, appointment_id: int) -> dict[str, Any]:
    return _all(actor, [queries.get_appointment(actor, appointment_id)])[0]


def _wanted(actor: Actor, store_id: int | None, day: date | None) -> QuerySet[Any]:
    if store_id is None:
        if day is not None:
            raise Invalid("store_id")
        return queries.appointments(actor)
    store = queries.store_of(actor, store_id)
    if day is None:
        return queries.appointments(actor).filter(store=store)
    return queries.day_list(actor, store, day)


@router.get("/appointments", response=AppointmentPage)
@needs("scheduling.view")
def list_appointments(
    request: ApiRequest,
    store_id: Key | None = None,
    day: Day | None = None,
    where: str = FILTER,
    cursor: Cursor = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """List the appointments within reach, earliest first; `filter` is a tree as JSON.

    With a store and a day it is that store's day, as its clocks go.
    """
    rows = _wanted(request.actor, store_id, day)
    rows = rows.filter(compiled(request.actor, Appointment, parsed(where)))
    found, following = page(rows, cursor, limit, ("starts_at", "id"))
    return {"rows": _all(request.actor, found), "next": following}


@router.get("/customers/{customer_id}/appointments", response=list[AppointmentOut])
@needs("scheduling.view")
def appointments_of_customer(request: ApiRequest, customer_id: Key) -> list[dict[str, Any]]:
    """List a customer's appointments, newest first."""
    she = get_customer(request.actor, customer_id)
    return _all(request.actor, queries.of_customer(request.actor, she.pk, limit=100))


@router.get("/stores/{store_id}/appointments-needing-attention", response=list[AppointmentOut])
@needs("scheduling.view")
def needing_attention(request: ApiRequest, store_id: Key) -> list[dict[str, Any]]:
    """List the bookings to come that lost something they rest on, soonest first."""
    store = queries.store_of(request.actor, store_id)
    found = queries.needing_attention(request.actor, store)
    return [_out(row, lost) for row, lost in found]


@router.get("/appointments/{appointment_id}", response=AppointmentOut)
def get_appointment(request: ApiRequest, appointment_id: Key) -> dict[str, Any]:
    """Return one appointment."""
    return _one(request.actor, appointment_id)


@router.get("/free-slots", response=list[SlotOut])
def free_slots(
    request: ApiRequest,
    store_id: Key,
    item_id: Key,
    day: Day,
    doctor_id: Key | None = None,
    customer_id: Key | None = None,
    step_minutes: Step = 15,
) -> list[dict[str, Any]]:
    """Return the times of a day at which person, room, device (and customer) are all free."""
    actor = request.actor
    she = None if customer_id is None else get_customer(actor, customer_id).pk
    found = queries.free_slots(
        actor,
        queries.store_of(actor, store_id),
        get_item(actor, item_id),
        day,
        wish=Wish(doctor_id=doctor_id, customer_id=she),
        step_minutes=step_minutes,
    )
    return [
        {
            "starts_at": s.starts_at,
            "member_id": s.member.pk if s.member else None,
            "member": s.member.name if s.member else "",
        }
        for s in found
    ]


@router.post("/appointments", response={201: AppointmentOut})
def book_appointment(request: ApiRequest, data: BookingIn) -> Status[dict[str, Any]]:
    """Book an appointment; the first to come gets the time."""
    booked = services.book_appointment(request.actor, **_booking(data))
    return Status(201, _out(booked))


@router.post("/appointments/{appointment_id}/reschedule", response=AppointmentOut)
def reschedule_appointment(
    request: ApiRequest, appointment_id: Key, data: RescheduleIn
) -> dict[str, Any]:
    """Move an appointment: everything or nothing."""
    moved = services.reschedule_appointment(
        request.actor, appointment_id=appointment_id, **_booking(data)
    )
    return _out(moved)


@router.post("/appointments/{appointment_id}/confirm", response=AppointmentOut)
def confirm_appointment(request: ApiRequest, appointment_id: Key) -> dict[str, Any]:
    """Note that the customer said she will come."""
    services.confirm_appointment(request.actor, appointment_id=appointment_id)
    return _one(request.actor, appointment_id)


@router.post("/appointments/{appointment_id}/cancel", response=AppointmentOut)
def cancel_appointment(
    request: ApiRequest, appointment_id: Key, data: ReasonIn
) -> dict[str, Any]:
    """Cancel with a reason; the time is free again."""
    services.cancel_appointment(
        request.actor, appointment_id=appointment_id, reason=data.reason
    )
    return _one(request.actor, appointment_id)


@router.post("/appointments/{appointment_id}/free-rest", response=AppointmentOut)
def free_rest(request: ApiRequest, appointment_id: Key, data: RestIn) -> dict[str, Any]:
    """Give back the time that an appointment holds after a moment; she has come and gone."""
    services.free_rest(request.actor, appointment_id=appointment_id, at=data.at)
    return _one(request.actor, appointment_id)


@router.post("/appointments/{appointment_id}/no-show", response=AppointmentOut)
def mark_no_show(request: ApiRequest, appointment_id: Key) -> dict[str, Any]:
    """Note that the customer did not come."""
    services.mark_no_show(request.actor, appointment_id=appointment_id)
    return _one(request.actor, appointment_id)


@router.post("/appointments/{appointment_id}/take-back-no-show", response=AppointmentOut)
def take_back_no_show(
    request: ApiRequest, appointment_id: Key, data: TakeBackIn
) -> dict[str, Any]:
    """Take back that she did not come, today; her time is hers again as far as it is free."""
    services.take_back_no_show(request.actor, appointment_id=appointment_id, reason=data.reason)
    return _one(request.actor, appointment_id)


@router.get("/members/{member_id}/affected-appointments", response=list[AppointmentOut])
def affected_by_absence(
    request: ApiRequest, member_id: Key, starts_at: Moment, ends_at: Moment
) -> list[dict[str, Any]]:
    """Return the open bookings that need a person in a stretch of time."""
    member = get_member(request.actor, member_id)
    rows = queries.affected_by_absence(request.actor, member, starts_at, ends_at)
    return _all(request.actor, rows)


@router.get("/resources", response=list[ResourceOut])
@needs("scheduling.view")
def list_resources(request: ApiRequest, store_id: Key) -> list[Resource]:
    """List a store's rooms and devices."""
    store = queries.store_of(request.actor, store_id)
    return list(queries.resources(request.actor, store))


@router.post("/resources", response={201: ResourceOut})
def create_resource(request: ApiRequest, data: ResourceIn) -> Status[Resource]:
    """Add a room or device to a store."""
    made = services.create_resource(
        request.actor, store_id=data.store_id, kind=data.kind, resource_type=data.type,
        name=data.name,
    )  # fmt: skip
    return Status(201, made)


@router.patch("/resources/{resource_id}", response=ResourceOut)
def update_resource(
    request: ApiRequest, response: HttpResponse, resource_id: Key, data: ResourceChanges
) -> Resource:
    """Rename a room or device, or take it out of use.

    `Bookings-Touched` says how many bookings need attention now.
    """
    found = queries.get_resource(request.actor, resource_id)
    with telling_touched(request.actor, response, [found.store_id]):
        return services.update_resource(request.actor, resource_id=resource_id, **data.given())


@router.post("/closed-times", response={201: ClosedOut})
def block_time(request: ApiRequest, data: ClosingIn) -> Status[ResourceClaim]:
    """Close a person's, room's or device's time; refused while something is booked there."""
    return Status(201, services.block_time(request.actor, **data.model_dump()))


@router.post("/closed-times/free", response={201: list[ClosedOut]})
def close_free_time(request: ApiRequest, data: ClosingIn) -> Status[list[ResourceClaim]]:
    """Close whatever is still free of a stretch, around what is booked there."""
    return Status(201, services.close_free_time(request.actor, **data.model_dump()))


@router.delete("/closed-times/{claim_id}", response={204: None})
def unblock_time(request: ApiRequest, claim_id: Key) -> Status[None]:
    """Open closed time again."""
    services.unblock_time(request.actor, claim_id=claim_id)
    return Status(204, None)
