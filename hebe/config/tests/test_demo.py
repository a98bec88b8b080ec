"""The demo's story: whole from the first moment, told once, and never behind the clock."""

from datetime import time, timedelta

import pytest

from hebe.access.models import User
from hebe.access.queries import actor_for
from hebe.care.models import FollowUp
from hebe.catalog.choices import Technique
from hebe.compliance.models import Finding
from hebe.config.demo import history, stay, story, volume
from hebe.config.demo.stage import ZONE, stage_of
from hebe.jobs.models import Job
from hebe.jobs.queries import house_work, my_jobs
from hebe.journal.models import Delivery, TimelineEntry
from hebe.journal.services import sweep_outbox
from hebe.kernel import clock
from hebe.scheduling.choices import TO_COME
from hebe.scheduling.models import Appointment
from hebe.staff import demo as staff_demo
from hebe.staff.models import Shift
from hebe.tenancy.context import working_for
from hebe.todos.models import Todo
from hebe.todos.queries import asked_of_me
from hebe.visits.models import Visit
from hebe.visits.services import move_visit

PAST = timedelta(days=3)
FULL = {"jingan": 4, "xuhui": 2}
AT_STORES = ["advisor", "cashier", "consultant", "director", "doctor", "frontdesk", "nurse"]


@pytest.fixture
def demo(db, monkeypatch):
    """A small demo, opened at three in the afternoon."""
    monkeypatch.setattr(volume, "FULL", FULL)
    monkeypatch.setattr(history, "HISTORY", PAST)
    with clock.pretending(clock.at(clock.today(ZONE), time(15), ZONE)):
        group = story.begin()
        history.open_house(group)
        with working_for(group.pk):
            yield group


def on(group, day):
    start, end = clock.day_bounds(day, ZONE)
    return Appointment.objects.of(group).filter(starts_at__gte=start, starts_at__lt=end)


def test_the_first_day_is_full_and_under_way_and_nobody_is_idle(demo):
    today = clock.today(ZONE)
    manager = actor_for(User.objects.of(demo).get(login="manager"))

    history.start(demo)
    history.start(demo)
    assert on(demo, today).count() >= sum(FULL.values())
    assert Visit.objects.of(demo).filter(day=today).exists()
    assert not TimelineEntry.objects.of(demo).filter(at__gt=clock.now()).exists()
    brought = my_jobs(manager)[0]
    assert (brought.kind, brought.state) == ("customers.import", "done")
    assert brought.counts["new"] > 1000
    idle = User.objects.of(demo).exclude(
        pk__in=Todo.objects.of(demo)
        .filter(state="open", owner__user__isnull=False)
        .values("owner__user")
    )
    assert len(asked_of_me(manager)) == 1
    assert not {"warehouse", "marketing", "quality", "hr", "finance", "admin", "gm"} & set(
        idle.values_list("login", flat=True)
    )


def test_whoever_signs_in_at_a_store_is_on_duty_on_every_weekday(demo):
    stage, today = stage_of(demo), clock.today(ZONE)
    for day in (today + timedelta(days=number) for number in range(7)):
        with clock.pretending(clock.at(day, time(9), ZONE)):
            for _start in range(2):
                staff_demo.call_in(stage.boss, stage.members, stage.stores, day)
            on_duty = Shift.objects.of(demo).filter(day=day, member__user__login__in=AT_STORES)
            assert sorted(on_duty.values_list("member__user__login", flat=True)) == AT_STORES


def test_every_log_in_of_the_demo_is_its_owners_and_opens_with_the_password_told(demo):
    people = User.objects.of(demo)
    assert people.count() > 16
    assert not people.filter(password_is_given=True).exists()
    assert all(person.check_password("hebe-demo") for person in people)


def test_the_past_is_told_once_answered_and_goes_on_where_it_stopped(demo):
    admin = actor_for(User.objects.of(demo).get(login="admin"))
    first_told = Job.objects.of(demo).filter(kind=history.KIND, done=1)
    assert not history.catch_up(demo, must_stop=first_told.exists)
    broken_off = house_work(admin)

    assert history.catch_up(demo)

    job = Job.objects.of(demo).get(kind=history.KIND)
    assert (broken_off.pk, broken_off.user_id) == (job.pk, None)
    assert (job.done, job.state, house_work(admin)) == (PAST.days, "done", None)
    yesterday = clock.today(ZONE) - timedelta(days=1)
    assert on(demo, yesterday).exists()
    assert not on(demo, yesterday).filter(status__in=TO_COME).exists()
    assert FollowUp.objects.of(demo).exclude(recovery="").exists()
    while sweep_outbox(older_than=timedelta()):  # as the worker does, every twenty seconds
        pass
    assert not Delivery.objects.of(demo).exclude(state="done").exists()
    told = Appointment.objects.of(demo).count()
    assert history.catch_up(demo)
    assert Appointment.objects.of(demo).count() == told


BUSY = {"arrived", "reception", "consult", "face_consult", "cashier", "treatment", "aftercare"}


def stages(group):
    return set(Visit.objects.of(group).filter(left_at=None).values_list("stage", flat=True))


@pytest.mark.parametrize("hour", [time(0, 20), time(8, 52), time(23, 30)])
def test_at_whatever_hour_it_first_starts_people_are_in_the_store(db, monkeypatch, hour):
    monkeypatch.setattr(volume, "FULL", FULL)
    with clock.pretending(clock.at(clock.today(ZONE), hour, ZONE)):
        group = story.begin()
        history.open_house(group)
        with working_for(group.pk):
            assert stages(group) == BUSY


def test_the_day_goes_on_while_it_runs_and_leaves_to_people_what_they_took_up(demo):
    before = {visit.pk: visit.stage for visit in Visit.objects.of(demo).filter(left_at=None)}
    mine = Visit.objects.of(demo).filter(pk__in=before, store__code="jingan").earliest("pk").pk
    desk = actor_for(User.objects.of(demo).get(login="frontdesk"), ip="10.0.0.5")
    move_visit(desk, visit_id=mine, stage="reception")
    with clock.pretending(clock.now() + timedelta(minutes=45)):
        history.beat(demo)
        history.beat(demo)
        after = dict(Visit.objects.of(demo).filter(pk__in=before).values_list("pk", "stage"))
        assert after.pop(mine) == "reception"
        moved = [pk for pk, stage in after.items() if stage != before[pk]]
        assert len(moved) > len(after) / 2
        assert Visit.objects.of(demo).filter(arrived_at__gt=clock.now() - timedelta(hours=1))


def test_after_a_night_the_first_beat_fills_the_new_day(demo):
    tomorrow = clock.at(clock.today(ZONE) + timedelta(days=1), time(10), ZONE)
    with clock.pretending(tomorrow):
        history.beat(demo)
        assert on(demo, clock.today(ZONE)).count() >= sum(FULL.values())
        assert not Visit.objects.of(demo).filter(left_at=None, day__lt=tomorrow.date()).exists()


def test_forty_days_later_today_is_full_again_and_the_gap_is_told(demo):
    left_open = clock.today(ZONE)
    assert history.catch_up(demo)
    with clock.pretending(clock.now() + timedelta(days=40)):
        today = clock.today(ZONE)

        assert history.catch_up(demo)

        assert on(demo, today).count() >= sum(FULL.values())
        assert all(on(demo, today + timedelta(days=n)).exists() for n in (-2, -1, 1, 2))
        gap = Job.objects.of(demo).filter(kind=history.KIND).latest("pk")
        assert (gap.total, gap.state) == (PAST.days, "done")
        assert left_open.isoformat() not in gap.arguments["days"]


def test_what_a_nurse_may_not_do_is_kept_and_the_doctor_does_it(demo, monkeypatch):
    monkeypatch.setattr(stay, "BY_NURSES", set(Technique.values))
    with clock.pretending(clock.at(clock.today(ZONE), time(20), ZONE)):
        history.open_house(demo)
    found = Finding.objects.of(demo)
    assert found.filter(outcome="block").exists()
    assert not found.exclude(store__code__in=("jingan", "xuhui")).exists()
