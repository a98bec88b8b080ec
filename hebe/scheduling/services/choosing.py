"""Seat whom and what somebody named; choose whoever and whatever is free for the rest."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from hebe.access.actor import Actor
from hebe.catalog.choices import NeedKind, Role
from hebe.kernel.errors import NotFound
from hebe.scheduling import errors, rules
from hebe.scheduling.choices import ClaimKind, ResourceKind
from hebe.scheduling.hours import diary_day
from hebe.scheduling.models import Appointment
from hebe.scheduling.parts import (
    Chosen,
    Part,
    Taker,
    seat_chosen,
    seat_person,
    seat_thing,
)
from hebe.scheduling.queries import Taken, taken
from hebe.scheduling.queries.free import named
from hebe.scheduling.queries.pools import pools
from hebe.staff.queries import duty_of


class Leads(NamedTuple):
    """The keys of whom and what somebody named, without saying for which need."""

    doctor_id: int | None = None
    advisor_id: int | None = None
    room_id: int | None = None
    device_id: int | None = None


def seat(
    actor: Actor, appointment: Appointment, parts: list[Part], leads: Leads, chosen: Chosen
) -> None:
    """Let those be the parts of an appointment who were named; see booking for the refusals."""
    keys = [key for seats in chosen.values() for key in seats]
    members, things = named(
        actor,
        [leads.doctor_id, leads.advisor_id, *keys],
        [leads.room_id, leads.device_id, *keys],
    )
    doctor, advisor = (_one(members, key) for key in leads[:2])
    room, device = (_one(things, key) for key in leads[2:])
    seat_chosen(parts, chosen, members, things)
    seat_person(parts, appointment.item, Role.DOCTOR, doctor)
    seat_person(parts, appointment.item, Role.ADVISOR, advisor)
    seat_thing(parts, appointment.item, ResourceKind.ROOM, room)
    seat_thing(parts, appointment.item, ResourceKind.DEVICE, device)
    if advisor is not None:
        appointment.advisor = advisor  # who treats may advise as well, and is taken once


def _one(rows: dict[int, Any], key: int | None) -> Any:
    """Return None where nothing was named, else the row, or raise NotFound."""
    if key is not None and key not in rows:
        raise NotFound
    return rows.get(key) if key is not None else None


def choose_free(actor: Actor, appointment: Appointment, parts: list[Part]) -> None:
    """Fill the parts that nobody named; NothingFree when it does not work out.

    Who was found before stays where she is free. A hint, not a promise: the claim decides.
    """
    open_parts = [part for part in parts if not part.is_named]
    if not open_parts:
        return
    able = _able(actor, appointment, open_parts)
    for part, takers in zip(open_parts, able, strict=True):
        if not takers:
            raise errors.NothingFree(None, what=part.label)
    seats, given = _seats(parts, open_parts, able)
    found = rules.seated(seats, given)
    if found is None:
        raise errors.NothingFree(None, what=open_parts[-1].label)
    for part, taker in zip(parts, found, strict=True):
        if not part.is_named:
            part.seat(taker, is_named=False)


def _seats(
    parts: Sequence[Part], open_parts: Sequence[Part], able: Sequence[Sequence[Taker]]
) -> tuple[list[rules.Seat], dict[int, Taker]]:
    choice = {id(part): takers for part, takers in zip(open_parts, able, strict=True)}
    seats: list[rules.Seat] = [(p.first, p.last, choice.get(id(p), ())) for p in parts]
    return seats, {n: p.taker for n, p in enumerate(parts) if p.is_named and p.taker}


def _able(actor: Actor, appointment: Appointment, parts: Sequence[Part]) -> list[list[Taker]]:
    """Return who and what is free for each part, whoever was found before first."""
    store, start = appointment.store, appointment.starts_at
    day = diary_day(store, start)
    able = pools(actor, store, appointment.item, day, parts)
    wanted = {(int(p.claim_kind), t.pk) for p, ts in zip(parts, able, strict=True) for t in ts}
    if not wanted:
        return able
    spans = [part.taken(start) for part in parts]
    first, last = min(s for s, _e in spans), max(e for _s, e in spans)
    busy: dict[tuple[int, int], list[Taken]] = {}
    for claim in taken(actor, wanted, first, last, appointment.pk):
        busy.setdefault((claim.kind, claim.key), []).append(claim)
    people = [key for kind, key in wanted if kind == ClaimKind.MEMBER]
    duty = duty_of(actor, store, people, first, last) if people else {}

    def is_free(part: Part, taker: Taker) -> bool:
        span = part.taken(start)
        if any(c.meets(*span) for c in busy.get((int(part.claim_kind), taker.pk), ())):
            return False
        on_duty = part.kind != NeedKind.PERSON or not rules.gaps(duty.get(taker.pk, ()), *span)
        return on_duty

    return [
        sorted((t for t in takers if is_free(part, t)), key=lambda t, p=part: t != p.taker)  # type: ignore[misc]
        for part, takers in zip(parts, able, strict=True)
    ]
