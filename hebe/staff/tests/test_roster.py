"""roster_shifts and remove_shift; the week and the day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest
from django.db import connection

from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.staff.errors import NotWorkingThere, ShiftOverlaps
from hebe.staff.models import Shift, StoreMember
from hebe.staff.queries import roster_week, shifts_of_day, store_week
from hebe.staff.services import leave, remove_shift, roster_shifts
from hebe.tenancy.context import working_for

MONDAY = date(2027, 1, 4)
WEEK = [MONDAY + timedelta(days=n) for n in range(5)]


@pytest.fixture
def plan(manager, dr_chen, jingan):
    def with_changes(actor=None, **changes):
        fields = {
            "member_id": dr_chen.pk,
            "store_id": jingan.pk,
            "days": [MONDAY],
            "starts": time(9),
            "ends": time(18),
        }
        return roster_shifts(actor or manager, **fields | changes)

    return with_changes


def test_a_week_is_planned_at_once(plan, doctor, dr_chen, jingan, monday):
    plan(days=WEEK)
    week = roster_week(doctor, dr_chen, WEEK[2])
    assert [(d.day, len(d.shifts)) for d in week] == [
        (MONDAY + timedelta(days=n), int(n < 5)) for n in range(7)
    ]
    shift = shifts_of_day(doctor, jingan, MONDAY).get()
    assert (shift.starts_at, shift.ends_at) == (monday("09:00"), monday("18:00"))


def test_two_shifts_may_follow_but_not_overlap(plan, group):
    plan(ends=time(13))
    plan(starts=time(13))
    with pytest.raises(ShiftOverlaps, match="陈静怡"):
        plan(starts=time(12, 30), ends=time(13, 30), days=WEEK)
    assert Shift.objects.of(group).count() == 2


def test_nobody_is_at_two_stores_at_once(plan, hr, group, dr_chen, xuhui):
    StoreMember.objects.of(group).create(group_id=group.pk, member=dr_chen, store=xuhui)
    plan()
    with pytest.raises(ShiftOverlaps):
        plan(hr, store_id=xuhui.pk, starts=time(14), ends=time(20))


def test_only_people_of_the_store_are_rostered(plan, hr, xuhui):
    with pytest.raises(NotWorkingThere):
        plan(hr, store_id=xuhui.pk)


def test_nobody_is_rostered_after_the_last_day(plan, hr, dr_chen, group):
    leave(hr, member_id=dr_chen.pk, left_on=WEEK[1])
    with pytest.raises(NotWorkingThere):
        plan(days=WEEK)
    assert Shift.objects.of(group).count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends": time(9)}, "ends"),
        ({"days": []}, "days"),
        ({"days": [MONDAY + timedelta(days=n) for n in range(93)]}, "days"),
    ],
)
def test_what_does_not_fit_is_named(plan, changes, field):
    with pytest.raises(Invalid) as told:
        plan(**changes)
    assert told.value.field == field


def test_a_shift_is_taken_off(plan, manager, group):
    (shift,) = plan()
    remove_shift(manager, shift_id=shift.pk)
    assert Shift.objects.of(group).count() == 0
    with pytest.raises(NotFound):
        remove_shift(manager, shift_id=shift.pk)


@pytest.mark.parametrize("who", ["doctor", "frontdesk", "stranger"])
def test_few_may_plan(request, who, plan, group):
    actor = request.getfixturevalue(who)
    (shift,) = plan()
    with pytest.raises(Forbidden):
        plan(actor, days=[WEEK[1]])
    with pytest.raises(Forbidden):
        remove_shift(actor, shift_id=shift.pk)
    assert Shift.objects.of(group).count() == 1


def test_a_manager_plans_only_her_store(plan, hr, manager, group, dr_chen, xuhui):
    StoreMember.objects.of(group).create(group_id=group.pk, member=dr_chen, store=xuhui)
    with pytest.raises(Forbidden):
        plan(store_id=xuhui.pk)
    (shift,) = plan(hr, store_id=xuhui.pk)
    with pytest.raises(Forbidden):
        remove_shift(manager, shift_id=shift.pk)


def test_a_neighbour_finds_nothing(plan, rival):
    (shift,) = plan()
    with working_for(rival.group_id):
        with pytest.raises(NotFound):
            plan(rival)
        with pytest.raises(NotFound):
            remove_shift(rival, shift_id=shift.pk)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_planners_cannot_overlap_each_other(plan, group):
    def at(minute):
        try:
            with working_for(group.pk):
                plan(starts=time(9, minute))
        except ShiftOverlaps:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(at, range(8))) == 1
    with working_for(group.pk):
        assert Shift.objects.of(group).count() == 1


@pytest.mark.parametrize("change", ["hired_on", "left_on"])
def test_who_begins_or_leaves_in_a_week_stands_in_it(manager, dr_chen, jingan, change):
    setattr(dr_chen, change, WEEK[2])
    dr_chen.save()
    assert [member for member, _days in store_week(manager, jingan, MONDAY)] == [dr_chen]
    setattr(dr_chen, change, MONDAY + timedelta(days=-1 if change == "left_on" else 7))
    dr_chen.save()
    assert store_week(manager, jingan, MONDAY) == []
