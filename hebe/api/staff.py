"""People at work: stores, licences, skills, rosters."""

from typing import Any

from django.http import HttpResponse
from ninja import Status

from hebe.access.actor import Actor
from hebe.access.queries import my_stores
from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import Cursor, Day, Key, Limit, Text
from hebe.api.staff_schemas import (
    CertificateEnd,
    CertificateIn,
    CertificateOut,
    Leaving,
    MemberChanges,
    MemberDetail,
    MemberIn,
    MemberOut,
    MemberPage,
    PerformerOut,
    ShiftOut,
    ShiftsIn,
    SkillsIn,
)
from hebe.api.touching import telling_touched
from hebe.catalog.queries import get_item
from hebe.kernel.errors import NotFound
from hebe.staff import queries, services
from hebe.staff.models import Certificate, Member, Shift
from hebe.tenancy.models import Store

router = Router(tags=["staff"])


def _out(actor: Actor, member: Member) -> dict[str, Any]:
    names = ["id", "name", "post", "title", "hired_on", "left_on", "supervisor_id"]
    return {name: getattr(member, name) for name in names} | {
        "phone": queries.phone_shown(actor, member),
        "history": queries.history_shown(actor, member),
        "store_ids": sorted(store.pk for store in member.stores.all()),
    }


def _detail(actor: Actor, member: Member) -> dict[str, Any]:
    seen = services.marks_of(member) if actor.may("staff.edit") else ""
    return _out(actor, member) | {"seen": seen}


def _store(actor: Actor, store_id: int) -> Store:
    for store in my_stores(actor):
        if store.pk == store_id:
            return store
    raise NotFound


@router.get("/staff", response=MemberPage)
@needs("staff.view")
def list_members(
    request: ApiRequest,
    search: Text = "",
    store_id: Key | None = None,
    post: Text = "",
    has_left: bool = False,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List who works here, or who left, by name."""
    rows = queries.member_list(
        request.actor, search=search, store_id=store_id, post=post, has_left=has_left
    )
    found, following = page(rows, cursor, limit, ("name_key", "id"))
    return {"rows": [_out(request.actor, member) for member in found], "next": following}


@router.get("/staff/{member_id}", response=MemberDetail)
def get_member(request: ApiRequest, member_id: Key) -> dict[str, Any]:
    """Return one person."""
    return _detail(request.actor, queries.get_member(request.actor, member_id))


@router.post("/staff", response={201: MemberOut})
def create_member(request: ApiRequest, data: MemberIn) -> Status[dict[str, Any]]:
    """Employ a person."""
    made = services.create_member(request.actor, **data.given())
    return Status(201, _out(request.actor, made))


@router.patch("/staff/{member_id}", response=MemberDetail)
def update_member(request: ApiRequest, member_id: Key, data: MemberChanges) -> dict[str, Any]:
    """Change a person's data or stores."""
    member = services.update_member(request.actor, member_id=member_id, **data.given())
    return _detail(request.actor, member)


@router.post("/staff/{member_id}/leave", response=MemberOut)
def leave(
    request: ApiRequest, response: HttpResponse, member_id: Key, data: Leaving
) -> dict[str, Any]:
    """Note the last day at work, or take it back.

    `Bookings-Touched` says how many bookings need attention now.
    """
    stores = queries.get_member(request.actor, member_id).stores.values_list("pk", flat=True)
    with telling_touched(request.actor, response, list(stores)):
        member = services.leave(request.actor, member_id=member_id, left_on=data.left_on)
    return _out(request.actor, member)


@router.get("/staff/{member_id}/certificates", response=list[CertificateOut])
@needs("staff.view")
def list_certificates(request: ApiRequest, member_id: Key) -> list[Certificate]:
    """List a person's licences."""
    member = queries.get_member(request.actor, member_id)
    return [paper.certificate for paper in queries.certificates_of(member)]


@router.post("/staff/{member_id}/certificates", response={201: CertificateOut})
def add_certificate(
    request: ApiRequest, member_id: Key, data: CertificateIn
) -> Status[Certificate]:
    """Enter a licence."""
    given = data.model_dump()
    return Status(201, services.add_certificate(request.actor, member_id=member_id, **given))


@router.post("/certificates/{certificate_id}/end", response=CertificateOut)
def end_certificate(
    request: ApiRequest, certificate_id: Key, data: CertificateEnd
) -> Certificate:
    """Let a licence end on a day."""
    return services.end_certificate(
        request.actor, certificate_id=certificate_id, valid_to=data.valid_to
    )


@router.put("/staff/{member_id}/skills", response=list[int])
def set_skills(request: ApiRequest, member_id: Key, data: SkillsIn) -> list[int]:
    """List the items a person may do, in place of what was listed before."""
    skills = services.set_skills(request.actor, member_id=member_id, item_ids=data.item_ids)
    return [skill.item_id for skill in skills]


@router.post("/staff/{member_id}/shifts", response={201: list[ShiftOut]})
def roster_shifts(request: ApiRequest, member_id: Key, data: ShiftsIn) -> Status[list[Shift]]:
    """Roster a person: all days or none."""
    given = data.model_dump()
    return Status(201, services.roster_shifts(request.actor, member_id=member_id, **given))


@router.delete("/shifts/{shift_id}", response={204: None})
def remove_shift(request: ApiRequest, response: HttpResponse, shift_id: Key) -> Status[None]:
    """Take a shift off the roster; `Bookings-Touched` says how many need attention now."""
    shift = queries.get_shift(request.actor, shift_id)
    with telling_touched(request.actor, response, [shift.store_id]):
        services.remove_shift(request.actor, shift_id=shift_id)
    return Status(204, None)


@router.get("/stores/{store_id}/shifts", response=list[ShiftOut])
@needs("staff.view")
def list_shifts_of_day(request: ApiRequest, store_id: Key, day: Day) -> list[Shift]:
    """List who works at a store on a day."""
    store = _store(request.actor, store_id)
    return list(queries.shifts_of_day(request.actor, store, day))


@router.get("/stores/{store_id}/items/{item_id}/performers", response=list[PerformerOut])
@needs("catalog.view")
def list_performers(request: ApiRequest, store_id: Key, item_id: Key, day: Day) -> list[Member]:
    """List who may do an item at a store on a day."""
    item = get_item(request.actor, item_id)
    store = _store(request.actor, store_id)
    return queries.performers_for(request.actor, item, store, day)
