"""People join, change and leave."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.access.models import User
from hebe.catalog.models import Item
from hebe.catalog.rules import search_key
from hebe.journal.publish import publish
from hebe.kernel import phones
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import marks, merged
from hebe.kernel.violations import refusing
from hebe.staff import events
from hebe.staff.choices import Post
from hebe.staff.errors import UserTaken
from hebe.staff.models import Member, Shift, Skill, StoreMember
from hebe.tenancy.models import Store

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
    _place(actor, member, store_ids)
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

    `seen` are the `marks_of` what a form was opened with: ChangedMeanwhile when somebody else
    changed the same field since. The audit trail keeps each field before and after.
    """
    member = locked_member(actor, member_id, "staff.edit")
    before, stores = _plain(member), _stores(actor, member)
    _fill(actor, member, merged(fields, {name: before[name] for name in fields}, seen))
    with refusing(USER_TAKEN):
        member.save()
    if store_ids is not None:
        if not store_ids:
            raise Invalid("store_ids", _("Choose at least one store."))
        _place(actor, member, store_ids)
    after = _plain(member)
    changed = [name for name in after if after[name] != before[name]]
    told_before = {name: _told(name, before[name]) for name in changed}
    told_after = {name: _told(name, after[name]) for name in changed}
    if (now := _stores(actor, member)) != stores:
        told_before["stores"], told_after["stores"] = stores, now
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
    return marks(_plain(member))


def _plain(member: Member) -> dict[str, Any]:
    return {name: getattr(member, name) for name in MemberFields.__annotations__}


def _stores(actor: Actor, member: Member) -> list[str]:
    """Return the names of the stores a person works at."""
    placed = StoreMember.objects.of(actor).filter(member=member).order_by("store_id")
    return list(placed.values_list("store__name", flat=True))


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


@requires("staff.edit")
@transaction.atomic
def set_skills(actor: Actor, *, member_id: int, item_ids: Sequence[int]) -> list[Skill]:
    """List the items a person may do, in place of what was listed before."""
    member = locked_member(actor, member_id, "staff.edit")
    wanted = sorted(set(item_ids))
    known = Item.objects.of(actor).filter(pk__in=wanted).count()
    if known != len(wanted):
        raise NotFound
    Skill.objects.of(actor).filter(member=member).delete()
    skills: list[Skill] = Skill.unscoped.bulk_create(
        Skill(group_id=actor.group_id, member=member, item_id=key) for key in wanted
    )
    publish(actor, events.SkillsSet(member.pk), subject=member, after={"items": wanted})
    return skills


def _fill(actor: Actor, member: Member, fields: Mapping[str, Any]) -> None:
    if fields.get("user_id", member.user_id) != member.user_id:
        actor.check("access.users")
    for name, value in fields.items():
        setattr(member, name, value.strip() if isinstance(value, str) else value)
    if not member.name:
        raise Invalid("name", _("Please fill this in."))
    for name, longest in (("name", 60), ("title", 40), ("history", LONGEST_HISTORY)):
        if len(getattr(member, name)) > longest:
            raise Invalid(name, _("This text is too long."))
    if member.post not in Post.values:
        raise Invalid("post")
    if member.phone:
        member.phone = _canonical(member.phone)
    if member.user_id and not User.objects.of(actor).filter(pk=member.user_id).exists():
        raise NotFound
    member.name_key = search_key(member.name)


def _canonical(phone: str) -> str:
    number = phones.canonical(phone)
    if number is None:
        raise Invalid("phone", _("This is not a whole telephone number."))
    return number


def _place(actor: Actor, member: Member, store_ids: Sequence[int]) -> None:
    """Let the person work at these stores; each one that changes must be the actor's."""
    wanted = set(store_ids)
    placed = StoreMember.objects.of(actor).filter(member=member)
    before = set(placed.values_list("store_id", flat=True))
    known = Store.objects.of(actor).filter(pk__in=wanted).count()
    if known != len(wanted):
        raise NotFound
    for store_id in wanted ^ before:
        actor.check("staff.edit", store_id)
    placed.filter(store_id__in=before - wanted).delete()
    StoreMember.unscoped.bulk_create(
        StoreMember(group_id=actor.group_id, member=member, store_id=key)
        for key in sorted(wanted - before)
    )
