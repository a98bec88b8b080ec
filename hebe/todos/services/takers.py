"""Who can be given work: people at work in its store who can sign in."""

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.staff.models import Member, StoreMember
from hebe.staff.rules import is_employed
from hebe.todos.errors import OwnerCannotSignIn, OwnerElsewhere, OwnerNotAtWork


def owner_of(actor: Actor, member_id: int, store_id: int) -> Member:
    """Return who is to do work of a store, or raise why she cannot; NotFound for nobody."""
    member = listener_of(actor, member_id, field="owner_id")
    if not StoreMember.objects.of(actor).filter(member=member, store_id=store_id).exists():
        raise _about("owner_id", OwnerElsewhere(name=member.name))
    return member


def listener_of(actor: Actor, member_id: int, *, field: str = "supervisor_id") -> Member:
    """Return who can be told of work anywhere, or raise why she cannot be."""
    member: Member = Member.objects.of(actor).select_related("user").one(member_id)
    if not is_employed(member.hired_on, member.left_on, clock.today(actor.zone)):
        raise _about(field, OwnerNotAtWork(name=member.name))
    if member.user is None or not member.user.is_active:
        raise _about(field, OwnerCannotSignIn(name=member.name))
    return member


def _about(field: str, refusal: Refused) -> Refused:
    refusal.field = field
    return refusal
