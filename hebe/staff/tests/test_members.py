"""create_member, update_member, leave, set_skills; the list."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hebe.access.actor import EVERYWHERE, Actor, Grant
from hebe.access.models import User
from hebe.architecture.cast import member_of, only
from hebe.jobs.exports import SHEETS
from hebe.journal.models import Audit
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile
from hebe.staff.errors import UserTaken
from hebe.staff.models import Member, Shift, Skill
from hebe.staff.queries import (
    career_of,
    get_certificate,
    get_member,
    get_shift,
    me,
    member_list,
    phone_shown,
)
from hebe.staff.services import create_member, leave, marks_of, set_skills, update_member
from hebe.tenancy.context import working_for

DAY = timedelta(days=1)


@pytest.fixture
def hire(hr, jingan):
    def with_changes(actor=None, **changes):
        fields = {"store_ids": [jingan.pk], "name": "单晓曦", "post": "nurse"}
        return create_member(actor or hr, **fields | changes)

    return with_changes


def names(rows):
    return [row.name for row in rows]


def test_a_person_is_hired_and_found_by_sound(hire, hr, jingan):
    member = hire(phone="138 0013 8001", hired_on=date(2024, 3, 1))
    for words in ("晓曦", "shan", "sxx", "shanxiaoxi"):
        assert names(member_list(hr, search=words)) == ["单晓曦"]
    assert list(member.stores.all()) == [jingan]
    assert member.phone == "13800138001"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "长" * 61}, "name"),
        ({"post": "pilot"}, "post"),
        ({"phone": "12"}, "phone"),
        ({"store_ids": []}, "store_ids"),
        ({"title": "长" * 41}, "title"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_kept(hire, group, changes, field):
    with pytest.raises(Invalid) as told:
        hire(**changes)
    assert told.value.field == field
    assert Member.objects.of(group).count() == 0


def test_a_log_in_belongs_to_one_person(hire, hr, nurse, group):
    hire(user_id=nurse.user_id)
    with pytest.raises(UserTaken):
        hire(name="方晴", user_id=nurse.user_id)
    assert me(nurse).name == "单晓曦"
    assert Member.objects.of(group).count() == 1


def test_a_person_moves_between_stores(hire, hr, jingan, xuhui):
    member = hire()
    update_member(hr, member_id=member.pk, store_ids=[xuhui.pk], title="护士长")
    assert names(member_list(hr, store_id=xuhui.pk)) == ["单晓曦"]
    assert names(member_list(hr, store_id=jingan.pk)) == []
    assert get_member(hr, member.pk).title == "护士长"


def test_a_manager_hires_only_for_her_store(hire, manager, group, jingan, xuhui):
    member = hire(manager)
    with pytest.raises(Forbidden):
        hire(manager, store_ids=[xuhui.pk])
    with pytest.raises(Forbidden):
        update_member(manager, member_id=member.pk, store_ids=[jingan.pk, xuhui.pk])
    assert Member.objects.of(group).count() == 1


def test_a_manager_does_not_touch_the_people_of_another_store(hire, manager, xuhui):
    other = hire(store_ids=[xuhui.pk])
    for act in (
        lambda: update_member(manager, member_id=other.pk, title="店长"),
        lambda: leave(manager, member_id=other.pk, left_on=date(2027, 1, 31)),
        lambda: set_skills(manager, member_id=other.pk, item_ids=[]),
    ):
        with pytest.raises(Forbidden):
            act()
    with pytest.raises(NotFound):
        get_member(manager, other.pk)


def test_who_leaves_is_listed_apart_and_her_later_shifts_are_free(hire, hr, group, jingan):
    member = hire(hired_on=date(2024, 3, 1))
    for day in (date(2026, 1, 5), date(2026, 1, 6)):
        Shift.objects.of(group).create(
            group_id=group.pk, member=member, store=jingan, day=day,
            starts_at=f"{day}T01:00Z", ends_at=f"{day}T09:00Z",
        )  # fmt: skip
    with pytest.raises(Invalid):
        leave(hr, member_id=member.pk, left_on=date(2024, 2, 1))
    leave(hr, member_id=member.pk, left_on=date(2026, 1, 5))
    assert names(member_list(hr)) == []
    assert names(member_list(hr, has_left=True)) == ["单晓曦"]
    assert [s.day for s in Shift.objects.of(group)] == [date(2026, 1, 5)]
    leave(hr, member_id=member.pk, left_on=None)
    assert names(member_list(hr)) == ["单晓曦"]


def test_skills_replace_what_was_listed(hire, hr, group, botox, laser):
    member = hire()
    set_skills(hr, member_id=member.pk, item_ids=[botox.pk, laser.pk])
    set_skills(hr, member_id=member.pk, item_ids=[laser.pk])
    assert [s.item_id for s in Skill.objects.of(group)] == [laser.pk]
    with pytest.raises(NotFound):
        set_skills(hr, member_id=member.pk, item_ids=[999_999])


@pytest.mark.parametrize("who", ["doctor", "frontdesk", "director", "stranger"])
def test_few_may_edit(request, who, hire, group):
    actor = request.getfixturevalue(who)
    member = hire()
    for act in (
        lambda: hire(actor),
        lambda: update_member(actor, member_id=member.pk, title="院长"),
        lambda: leave(actor, member_id=member.pk, left_on=date(2027, 1, 1)),
        lambda: set_skills(actor, member_id=member.pk, item_ids=[]),
    ):
        with pytest.raises(Forbidden):
            act()
    kept = Member.objects.of(group).get()
    assert (kept.title, kept.left_on) == ("", None)


def test_phones_are_plain_masked_or_absent(hire, hr, frontdesk, nurse, group):
    member = hire(phone="13800138001", user_id=nurse.user_id)
    assert phone_shown(hr, member) == "13800138001"
    assert phone_shown(frontdesk, member) == "138****8001"
    assert phone_shown(nurse, member) == "13800138001"
    bare = Actor(None, "Bare", group.pk, {"staff.view": EVERYWHERE})
    assert phone_shown(bare, member) is None


def test_everybody_sees_the_people_of_her_own_stores(hire, frontdesk, xuhui):
    hire()
    hire(name="何欣", store_ids=[xuhui.pk])
    assert names(member_list(frontdesk)) == ["单晓曦"]


def test_a_neighbour_sees_and_changes_nothing(hire, rival, founded, jingan):
    member = hire()
    with working_for(rival.group_id):
        assert names(member_list(rival)) == []
        for act in (
            lambda: get_member(rival, member.pk),
            lambda: update_member(rival, member_id=member.pk, title="院长"),
            lambda: leave(rival, member_id=member.pk, left_on=None),
            lambda: hire(rival, store_ids=[jingan.pk]),
        ):
            with pytest.raises(NotFound):
                act()


def test_a_neighbours_log_in_cannot_be_linked(hire, rival, group):
    with pytest.raises(NotFound):
        hire(user_id=rival.user_id)
    assert not User.objects.of(group).filter(pk=rival.user_id).exists()


def test_the_list_costs_three_queries(hire, hr, django_assert_num_queries):
    hire()
    hire(name="何欣")
    with django_assert_num_queries(3):
        for member in member_list(hr):
            assert len(member.stores.all()) == 1
            assert list(member.certificates.all()) == []


def test_her_time_here_is_told_step_by_step(hire, hr, frontdesk, xuhui, group):
    member = hire(post="nurse", phone="13900001111")
    update_member(hr, member_id=member.pk, title="护士长", store_ids=[xuhui.pk])
    update_member(hr, member_id=member.pk, title="护士长", phone="13900002222")
    leave(hr, member_id=member.pk, left_on=date(2027, 1, 31))
    steps = [(step.act, step.before, step.after) for step in career_of(hr, member)]
    assert steps == [
        ("MemberLeft", {}, {"left_on": "2027-01-31"}),
        (
            "MemberChanged",
            {"title": "", "stores": ["静安旗舰店"]},
            {"title": "护士长", "stores": ["徐汇店"]},
        ),
        ("MemberJoined", {}, {"post": "nurse"}),
    ]
    assert career_of(frontdesk, member) == []
    told = Audit.objects.of(group).filter(act="MemberChanged").order_by("-pk")[0]
    assert told.data["after"] == {"phone": "139****2222"}


def test_the_second_of_two_editors_overwrites_nobody(hire, hr):
    member = hire(title="")
    seen = marks_of(member)
    update_member(hr, member_id=member.pk, title="护士长")
    update_member(hr, member_id=member.pk, title="", name="方晴晴", seen=seen)
    assert (get_member(hr, member.pk).title, get_member(hr, member.pk).name) == (
        "护士长", "方晴晴",
    )  # fmt: skip
    with pytest.raises(ChangedMeanwhile):
        update_member(hr, member_id=member.pk, title="主管护师", seen=seen)
    assert get_member(hr, member.pk).title == "护士长"


def test_a_log_in_is_given_by_who_may_decide_on_log_ins(hire, hr, nurse, group):
    person = hire()
    with pytest.raises(Forbidden):
        update_member(
            only(hr, "staff.edit", "staff.view"), member_id=person.pk, user_id=nurse.user_id
        )
    person.refresh_from_db()
    assert person.user_id is None


def test_the_workbook_ends_where_the_right_to_export_does(hire, hr, jingan, xuhui, group):
    here, there = hire(), hire(name="徐汇的人", store_ids=[xuhui.pk])
    grants = hr.grants | {"staff.export": Grant(frozenset([jingan.pk]))}
    rows = SHEETS["staff"].rows(replace(hr, grants=grants), [here.pk, there.pk])
    assert list(rows) == [here]


def test_papers_and_shifts_are_opened_where_the_people_are_seen(
    frontdesk, group, xuhui, monday
):
    away = member_of(group, xuhui, "王若溪", "doctor", licence="physician")
    shift = Shift.objects.of(group).create(
        group_id=group.pk, member=away, store=xuhui, day=date(2027, 1, 4),
        starts_at=monday("09:00"), ends_at=monday("12:00"),
    )  # fmt: skip
    with pytest.raises(NotFound):
        get_shift(frontdesk, shift.pk)
    with pytest.raises(NotFound):
        get_certificate(frontdesk, away.certificates.get().pk)


def test_who_leaves_a_store_leaves_its_roster(hire, hr, group, jingan, xuhui):
    member = hire(store_ids=[jingan.pk, xuhui.pk])
    today = clock.today("Asia/Shanghai")
    for store, day in ((jingan, today), (jingan, today + DAY), (xuhui, today + 2 * DAY)):
        Shift.objects.of(group).create(
            group_id=group.pk, member=member, store=store, day=day,
            starts_at=f"{day}T01:00Z", ends_at=f"{day}T09:00Z",
        )  # fmt: skip
    update_member(hr, member_id=member.pk, store_ids=[xuhui.pk])
    left = Shift.objects.of(group).order_by("day").values_list("store_id", "day")
    assert list(left) == [(jingan.pk, today), (xuhui.pk, today + 2 * DAY)]


def test_nobody_begins_after_the_last_day(hire, hr, group):
    member = hire(hired_on=date(2024, 3, 1))
    leave(hr, member_id=member.pk, left_on=date(2026, 1, 5))
    with pytest.raises(Invalid) as refused:
        update_member(hr, member_id=member.pk, hired_on=date(2026, 1, 6))
    assert refused.value.field == "hired_on"
    assert Member.objects.of(group).get(pk=member.pk).hired_on == date(2024, 3, 1)


def test_the_second_of_two_editors_takes_no_store_away(hire, hr, jingan, xuhui):
    member = hire()
    seen = marks_of(member)
    update_member(hr, member_id=member.pk, store_ids=[jingan.pk, xuhui.pk], seen=seen)
    update_member(hr, member_id=member.pk, store_ids=[jingan.pk], title="护士长", seen=seen)
    assert list(member.stores.order_by("pk")) == [jingan, xuhui]
    assert get_member(hr, member.pk).title == "护士长"
    with pytest.raises(ChangedMeanwhile) as clash:
        update_member(hr, member_id=member.pk, store_ids=[xuhui.pk], seen=seen)
    assert clash.value.details == {"fields": ["store_ids"]}
