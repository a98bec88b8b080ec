"""Who and what could be each part of an appointment."""

from collections.abc import Sequence
from datetime import date

from hebe.access.actor import Actor, requires
from hebe.catalog.choices import NeedKind, Role
from hebe.catalog.models import Item
from hebe.scheduling.models import Resource
from hebe.scheduling.parts import Part, Taker, parts_of
from hebe.staff.models import Member
from hebe.staff.queries import doctors_for, members_at
from hebe.tenancy.models import Store


def pools(
    actor: Actor, store: Store, item: Item, day: date, parts: Sequence[Part]
) -> list[list[Taker]]:
    """Return for each part who or what could be it on a day, whether free then or not.

    Doctors are qualified for the item; the other people have a fitting post; rooms and devices
    are in use and of the kind. At most one query for things and one for people, besides those
    about doctors' papers.
    """
    doctors = _doctors(actor, store, item, day, parts)
    people = _people(actor, store, day, parts)
    things = _things(actor, store, parts)

    def able(part: Part) -> list[Taker]:
        if part.need_id is None:
            return [part.taker] if part.taker else []
        if part.kind != NeedKind.PERSON:
            return [t for t in things if (t.kind, t.type) == (part.kind, part.what)]
        if part.what == Role.DOCTOR:
            return list(doctors)
        return [m for m in people if m.post in part.posts]

    return [able(part) for part in parts]


def _doctors(
    actor: Actor, store: Store, item: Item, day: date, parts: Sequence[Part]
) -> list[Member]:
    wanted = any(part.what == Role.DOCTOR and part.need_id for part in parts)
    return doctors_for(actor, item, store, day) if wanted else []


def _people(actor: Actor, store: Store, day: date, parts: Sequence[Part]) -> list[Member]:
    asked = [p for p in parts if p.kind == NeedKind.PERSON and p.need_id]
    posts = {post for part in asked if part.what != Role.DOCTOR for post in part.posts}
    return list(members_at(actor, store, day, tuple(sorted(posts)))) if posts else []


def _things(actor: Actor, store: Store, parts: Sequence[Part]) -> list[Resource]:
    types = {p.what for p in parts if p.kind != NeedKind.PERSON and p.need_id}
    if not types:
        return []
    rows = Resource.objects.of(actor).filter(store=store, is_active=True, type__in=types)
    return list(rows.order_by("pk"))


@requires("scheduling.view")
def performers(actor: Actor, store: Store, item: Item, day: date) -> list[Member]:
    """Return who may do an item at a store on a day: whoever could be its lead."""
    lead = lead_of(parts_of(item))
    if lead is None:
        return []
    able = pools(actor, store, item, day, [lead])[0]
    return [taker for taker in able if isinstance(taker, Member)]


def lead_of(parts: Sequence[Part]) -> Part | None:
    """Return the part of whom the item is booked with: the first doctor, else the first."""
    people = [part for part in parts if part.kind == NeedKind.PERSON and part.need_id]
    return next((p for p in people if p.what == Role.DOCTOR), next(iter(people), None))
