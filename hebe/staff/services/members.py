"""People join, change and leave."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.access.models import User
from hebe.catalog.rules import search_key
from hebe.journal.publish import publish
from hebe.kernel import phones
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import marks, merged
from hebe.kernel.violations import refusing
from hebe.staff import events
from hebe.staff.choices import Post
from hebe.staff.errors import UserTaken
from hebe.staff.models import Member, Shift, StoreMember
from hebe.staff.services.leading import check_supervisor
from hebe.staff.services.places import place, placed_at, store_names

USER_TAKEN = {"staff_member_user_id_key": UserTaken()}
LONGEST_HISTORY = 10_000


class MemberFields(TypedDict, total=False):
    """What is known about a person at work."""

    name: str
    post: str
    title: str
    phone: str
    hired_on: date | None
    history: str
    user_id: int | None
    supervisor_id: int | None


def locked_member(actor: Actor, member_id: int, permission: str) -> Member:
    """Return a member, locked; Forbidden when the right reaches none of the member's stores."""
    member: Member = Member.objects.of(actor).locked().one(member_id)
    placed = StoreMember.objects.of(actor).filter(member=member)
    stores = list(placed.values_list("store_id", flat=True))
    if stores and not any(actor.may(permission, store_id) for store_id in stores):
        raise Forbidden(permission)
    return member


@requires("staff.edit")
@transaction.atomic
def create_member(
    actor: Actor, *, store_ids: Sequence[int], **fields: Unpack[MemberFields]
) -> Member:
    """Employ a person at one or more stores; refuses a taken log-in and unreadable phones.

    Whose log-in it is says who decides on log-ins (`access.users`).
    """
    member = Member(group_id=actor.group_id)
    _fill(actor, member, fields)
    if not store_ids:
        raise Invalid("store_ids", _("Choose at least one store."))
    with refusing(USER_TAKEN):
        member.save()
    place(actor, member, store_ids)
    publish(actor, events.MemberJoined(member.pk), subject=member, after={"post": member.post})
    return member


@requires("staff.edit")
@transaction.atomic
def update_member(
    actor: Actor,
    *,
    member_id: int,
    store_ids: Sequence[int] | None = None,
    seen: str = "",
    **fields: Unpack[MemberFields],
) -> Member:
    """Change a person's data and, when `store_ids` is given, where she works.

    Shifts to come at a store she no longer works at are freed. `seen` are the `marks_of` what
    a form was opened with: ChangedMeanwhile when somebody else changed the same field since.
    The audit trail keeps each field before and after.
    """
    member = locked_member(actor, member_id, "staff.edit")
    before, stores = _plain(member), store_names(actor, member)
    wanted: dict[str, Any] = {**fields}
    if store_ids is not None:
        wanted["store_ids"] = sorted(set(store_ids))
    now = before | {"store_ids": placed_at(member)}
    changes = merged(wanted, {name: now[name] for name in wanted}, seen)
    places = changes.pop("store_ids", None)
    _fill(actor, member, changes)
    with refusing(USER_TAKEN):
        member.save()
    if places is not None:
        if not places:
            raise Invalid("store_ids", _("Choose at least one store."))
        place(actor, member, places)
    after = _plain(member)
    changed = [name for name in after if after[name] != before[name]]
    told_before = {name: _told(name, before[name]) for name in changed}
    told_after = {name: _told(name, after[name]) for name in changed}
    if (moved := store_names(actor, member)) != stores:
        told_before["stores"], told_after["stores"] = stores, moved
    if told_after:
        publish(
            actor,
            events.MemberChanged(member.pk),
            subject=member,
            before=told_before,
            after=told_after,
        )
    return member


def marks_of(member: Member) -> str:
    """Return the marks that a form opened now carries along."""
    return marks(_plain(member) | {"store_ids": placed_at(member)})


def _plain(member: Member) -> dict[str, Any]:
    return {name: getattr(member, name) for name in MemberFields.__annotations__}


def _told(name: str, value: Any) -> Any:
    """Return what the audit may hold of a field: a phone masked, a history not at all."""
    if name == "phone":
        return phones.mask(value) if value else ""
    if name == "history":
        return "***" if value else ""
    return value.isoformat() if isinstance(value, date) else value


@requires("staff.edit")
@transaction.atomic
def leave(actor: Actor, *, member_id: int, left_on: date | None) -> Member:
    """Note the last day at work, and free the shifts after it; None: she stays after all."""
    member = locked_member(actor, member_id, "staff.edit")
    if left_on and member.hired_on and left_on < member.hired_on:
        raise Invalid("left_on", _("The last day is before the first one."))
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    if left_on:
        Shift.objects.of(actor).filter(member=member, day__gt=left_on).delete()
    publish(actor, events.MemberLeft(member.pk, left_on), subject=member)
    return member


def _fill(actor: Actor, member: Member, fields: Mapping[str, Any]) -> None:
    _check_people(actor, member, fields)
    for name, value in fields.items():
        setattr(member, name, value.strip() if isinstance(value, str) else value)
    if not member.name:
        raise Invalid("name", _("Please fill this in."))
    for name, longest in (("name", 60), ("title", 40), ("history", LONGEST_HISTORY)):
        if len(getattr(member, name)) > longest:
            raise Invalid(name, _("This text is too long."))
    if member.post not in Post.values:
        raise Invalid("post")
    if member.hired_on and member.left_on and member.left_on < member.hired_on:
        raise Invalid("hired_on", _("The first day is after the last one."))
    if member.phone:
        member.phone = _canonical(member.phone)
    if member.user_id and not User.objects.of(actor).filter(pk=member.user_id).exists():
        raise NotFound
    member.name_key = search_key(member.name)


def _check_people(actor: Actor, member: Member, fields: Mapping[str, Any]) -> None:
    """Refuse a log-in or a supervisor that is not the actor's to choose."""
    if fields.get("user_id", member.user_id) != member.user_id:
        actor.check("access.users")
    if fields.get("supervisor_id", member.supervisor_id) != member.supervisor_id:
        check_supervisor(actor, member, fields["supervisor_id"])


def _canonical(phone: str) -> str:
    number = phones.canonical(phone)
    if number is None:
        raise Invalid("phone", _("This is not a whole telephone number."))
    return number
