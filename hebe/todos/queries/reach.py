"""Whose work is whose: one's own, that of whom one stands in for, what one may take up."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hebe.access.actor import Actor, Grant
from hebe.kernel import clock
from hebe.staff.models import StoreMember
from hebe.tenancy.reach import Reach
from hebe.todos.models import Approval, Escalation, Substitute, Todo

UNOWNED = Reach()  # a to-do that nobody has is everybody's at its store
Rights = tuple[tuple[frozenset[int] | None, tuple[str, ...]], ...]


def rights_of(grants: Mapping[str, Grant]) -> Rights:
    """Return the codes of rights by where they reach whole stores; None is everywhere."""
    found: dict[frozenset[int] | None, list[str]] = {}
    for code, grant in sorted(grants.items()):
        if grant.full is None or grant.full:
            found.setdefault(grant.full, []).append(code)
    return tuple((stores, tuple(codes)) for stores, codes in found.items())


def absent(actor: Actor, user_id: int, day: date) -> QuerySet[Any]:
    """Return the keys of the members that a user stands in for on a day."""
    rows = Substitute.objects.of(actor).filter(substitute__user_id=user_id)
    return rows.filter(starts_on__lte=day, ends_on__gte=day).values("member_id")


def hers(actor: Actor, user_id: int, day: date, rights: Rights) -> Q:
    """Return what waits for one person by name, by stand-in, by her rights or her post."""
    away = absent(actor, user_id, day)
    by_right = Q(pk__in=())
    for stores, codes in rights:
        place = Q() if stores is None else Q(store_id__in=stores)
        by_right |= Q(for_right__in=codes) & place
    placed = StoreMember.objects.of(actor).filter(
        Q(member__user_id=user_id) | Q(member_id__in=away),
        store_id=OuterRef("store_id"), member__post=OuterRef("for_post"),
    )  # fmt: skip
    nobodys = Q(owner=None) & (by_right | (~Q(for_post="") & Q(Exists(placed))))
    found: Q = Q(owner__user_id=user_id) | Q(owner_id__in=away) | nobodys
    return found


def waits_for(actor: Actor) -> Q:
    """Return what waits for the actor: hers, and what she is asked to take up."""
    if actor.user_id is None:
        return Q(pk__in=())
    return hers(actor, actor.user_id, clock.today(actor.zone), rights_of(actor.grants))


def concerned(actor: Actor, permission: str = "todos.view") -> Q:
    """Return what the actor may act on: hers, the store's that nobody has, the team's.

    Also what she asked leave for, and what she was told of because it is late.
    """
    mine: Q = waits_for(actor)
    if actor.user_id is not None:
        told = Escalation.objects.of(actor).filter(member__user_id=actor.user_id)
        asked = Approval.objects.of(actor).filter(asked_by_id=actor.user_id)
        mine |= Q(pk__in=told.values("todo_id")) | Q(pk__in=asked.values("todo_id"))
    mine |= Q(owner=None, for_right="", for_post="") & actor.scope(permission, UNOWNED)
    if not actor.may("todos.all"):
        return mine
    everybodys = actor.scope("todos.all", Todo.reached_by)
    return mine | everybodys if everybodys else everybodys  # Q() | x would be x, not all
