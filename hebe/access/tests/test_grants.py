"""Grant: how far a permission reaches, and what two of them give together."""

from itertools import product

from django.db.models import Q

from hebe.access.actor import Actor, Grant
from hebe.tenancy.reach import Reach

A, B = frozenset([1]), frozenset([2])
GRANTS = [Grant(), Grant(A), Grant(B), Grant(own=True), Grant(A, own=True), Grant(B, own=True)]


def test_a_full_right_at_one_store_keeps_own_rows_elsewhere():
    both = Grant(A).widened(Grant(own=True))
    assert both == Grant(own=True).widened(Grant(A)) == Grant(None, own=True, whole=A)
    actor = Actor(7, "She", 1, {"visits.view": both})
    assert actor.may("visits.view", 2)
    expected = Q(pk__in=()) | Q(doctor__user_id=7) | Q(store_id__in=A)
    assert actor.scope("visits.view", Reach(own="doctor__user_id")) == expected


def test_own_rows_add_nothing_where_every_row_is_reached():
    assert Grant(A).widened(Grant(A, own=True)) == Grant(A)
    assert Grant().widened(Grant(B, own=True)) == Grant()


def test_two_grants_give_what_each_gives_and_order_does_not_matter():
    for one, other in product(GRANTS, GRANTS):
        both = one.widened(other)
        assert both == other.widened(one)
        assert both.covers(one)
        assert both.covers(other)


def test_own_rows_do_not_cover_a_store_and_one_store_not_another():
    assert not Grant(own=True).covers(Grant(A))
    assert not Grant(A).covers(Grant(B, own=True))
    assert Grant(A).covers(Grant(A, own=True))
