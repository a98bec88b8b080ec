"""Queries kept ready tell what is true now, to whoever asks, and to nobody else."""

import pytest
from django.conf import settings
from django.db import connection

from hebe.access.actor import Actor, Grant
from hebe.access.ready import KEPT, ready
from hebe.kernel.ready import AskedTooEarly, Ready, asking, whole_text
from hebe.staff.models import Member
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Store
from hebe.tenancy.reach import Reach


@ready("staff.view")
def people(actor, *posts):
    """Return the people of some posts whom the right reaches, with their log-ins."""
    rows = Member.objects.of(actor).filter(
        actor.scope("staff.view", Reach(store="", own="user_id"))
    )
    return rows.filter(post__in=posts).select_related("user").order_by("pk")


@ready("staff.view")
def others(actor, *posts):
    """Return all but the people of some posts."""
    return Member.objects.of(actor).exclude(post__in=posts)


def actor_of(group, user_id=None, **grant):
    return Actor(user_id, "", group.group_id, {"staff.view": Grant(**grant)})


def names(rows):
    return [row.name for row in rows]


@pytest.fixture
def both(dr_chen, dr_lin):
    return [dr_chen, dr_lin]


def test_rows_come_as_they_stand_now(group, dr_chen, dr_lin):
    actor = actor_of(group)
    assert names(people(actor, "doctor")) == [dr_chen.name, dr_lin.name]
    Member.objects.of(group).filter(pk=dr_lin.pk).update(name="林若云")
    assert names(people(actor, "doctor")) == [dr_chen.name, "林若云"]


def test_what_they_refer_to_comes_with_them(group, both, django_assert_num_queries):
    names(people(actor_of(group), "doctor"))
    with django_assert_num_queries(1):
        assert all(row.user.pk == row.user_id for row in people(actor_of(group), "doctor"))


def test_each_argument_has_its_own_rows(group, both, nurse_fang):
    actor = actor_of(group)
    assert names(people(actor, "nurse")) == [nurse_fang.name]
    assert len(people(actor, "doctor")) == len(both)
    assert len(people(actor, "doctor", "nurse")) == len(both) + 1


def test_each_reach_has_its_own_rows(group, both):
    for person in both:
        own = actor_of(group, person.user_id, own=True)
        assert names(people(own, "doctor")) == [person.name]
    assert len(people(actor_of(group, both[0].user_id), "doctor")) == len(both)
    nothing = Actor(both[0].user_id, "", group.pk)
    assert names(people(nothing, "doctor")) == []


def test_who_asks_is_unknown_where_every_row_is_reached(group):
    seen = []

    @ready("staff.view")
    def rows(actor):
        seen.append((actor.user_id, dict(actor.grants)))
        return Store.objects.of(actor)

    rights = {"staff.view": Grant(), "staff.edit": Grant()}
    for user_id in (1, 2):
        list(rows(Actor(user_id, "", group.pk, rights)))
    assert seen == [(None, {"staff.view": Grant()})]


def test_a_neighbour_reads_nothing_even_with_the_same_query(founded, group):
    ours, theirs = founded
    kept = Ready(Store.objects.of(ours))
    assert len(kept.rows()) == len(Store.objects.of(ours))
    with working_for(theirs.pk):
        assert list(kept.rows()) == []


def test_rows_can_be_narrowed_counted_and_cut(group, dr_chen, dr_lin):
    rows = people(actor_of(group), "doctor")
    assert names(rows.filter(pk=dr_lin.pk)) == [dr_lin.name]
    assert names(rows.order_by("-pk")[:1]) == [dr_lin.name]
    assert rows.exclude(pk=dr_lin.pk).count() == 1
    assert rows.filter(pk=dr_chen.pk).exists()
    assert names(rows) == [dr_chen.name, dr_lin.name]


def test_values_and_sums_can_be_kept_too(group, both):
    kept = Ready(Member.objects.of(group).filter(post="doctor").order_by("pk").values("name"))
    assert list(kept.rows()) == [{"name": person.name} for person in both]
    kept = Ready(Member.objects.of(group).order_by("pk").values_list("pk", flat=True))
    assert list(kept.rows()) == list(
        Member.objects.of(group).order_by("pk").values_list("pk", flat=True)
    )


def test_what_is_asked_often_stays_planned(group):
    kept = Ready(Store.objects.of(group).order_by("pk"))
    for _ in range(7):
        list(kept.rows())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE generic_plans > 0")
        assert cursor.fetchone()[0] > 0


def test_a_whole_text_carries_its_values(group):
    text = whole_text("SELECT %s, %s", ["100% 'sure'", 7])
    with asking() as cursor:
        cursor.execute(text)
        assert cursor.fetchone() == ("100% 'sure'", 7)


def test_rows_that_fetch_others_later_are_not_kept(group):
    with pytest.raises(TypeError):
        Ready(Member.objects.of(group).prefetch_related("stores"))


def test_putting_together_asks_nothing(group):
    @ready("staff.view")
    def rows(actor):
        return Member.objects.of(actor).filter(pk__in=list(Member.objects.of(actor)))

    with pytest.raises(AskedTooEarly):
        rows(actor_of(group))


def test_all_functions_share_one_bounded_store(group):
    actor, before = actor_of(group), KEPT.currsize
    for posts in (["doctor"], ["nurse"], ["doctor"]):
        list(people(actor, *posts))
        list(others(actor, *posts))
    assert KEPT.currsize <= before + 4
    assert KEPT.maxsize == settings.HEBE_READY_QUERIES
