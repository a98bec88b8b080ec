"""The story told in the background: today first, then what is missing of the past.

Its progress is a job of the house, which everybody may watch. Each day is told once; what
was broken off goes on at the next start.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.exceptions import AlreadyEnqueued

from hebe.config.demo import day, founding, story
from hebe.config.demo.diary import expect_named, is_day
from hebe.config.demo.founding import HISTORY
from hebe.config.demo.guests import Guests
from hebe.config.demo.stage import ZONE, Interrupted, Stage, stage_of
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.jobs.services import begin_house_work, tell_house_work
from hebe.journal.worker import defer
from hebe.kernel import clock
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group

KIND = "demo.history"
RECENT = 7  # told first, so that yesterday is there when somebody looks


def open_house(group: Group) -> None:
    """Fill the first day, with the people of the pictures around the present moment."""
    with working_for(group.pk):
        stage = stage_of(group)
        guests = Guests(stage)
        if not is_day(stage.stores["jingan"]):
            founding.open_at_night(stage)
    expect_named(stage, guests)
    story.live(stage, stage.stores["jingan"], clock.today(ZONE) - timedelta(days=1))
    story.fill_today(stage, guests)
    day.go_on(stage)
    day.set_the_scene(stage)


def catch_up(group: Group, *, must_stop: Callable[[], bool] = lambda: False) -> bool:
    """Bring the demo up to the present moment; tell whether it got there."""
    with working_for(group.pk):
        stage = stage_of(group)
        guests = Guests(stage)
    stage.must_stop = must_stop
    try:
        story.plan_roster(stage)
        story.fill_today(stage, guests)
        story.fill_ahead(stage, guests)
        _tell_past(stage, guests)
    except Interrupted:
        return False
    return True


def beat(group: Group, *, must_stop: Callable[[], bool] = lambda: False) -> None:
    """Let the day go on to the present moment; the first beat of a day fills it."""
    with working_for(group.pk):
        stage = stage_of(group)
        guests = Guests(stage)
    stage.must_stop = must_stop
    with suppress(Interrupted):
        if not story.has_begun(stage):
            story.plan_roster(stage)
            story.fill_today(stage, guests)
            story.fill_ahead(stage, guests)
        day.go_on(stage)


def start(group: Group) -> None:
    """Give it to the worker; asking again while it waits or runs does no harm."""
    with working_for(group.pk), suppress(AlreadyEnqueued), transaction.atomic():
        defer("hebe.config.tasks.tell_history", group_id=group.pk)


def _tell_past(stage: Stage, guests: Guests) -> None:
    with working_for(stage.group.pk):
        job = _job(stage.group)
    if job is None:
        return
    days = [date.fromisoformat(day) for day in job.arguments["days"]]
    for number in range(job.done, len(days)):
        story.tell_day(stage, guests, days[number])
        day.go_on(stage)
        with working_for(stage.group.pk):
            tell_house_work(job, number + 1)


def _job(group: Group) -> Job | None:
    """Return the work that was begun, or new work for the days that nobody told yet."""
    jobs: list[Job] = list(Job.objects.of(group).filter(kind=KIND).order_by("pk"))
    if jobs and jobs[-1].state != State.DONE:
        return jobs[-1]
    told = {day for job in jobs for day in job.arguments["days"]}
    days = [day.isoformat() for day in _past() if day.isoformat() not in told]
    if not days:
        return None
    title = _("The demo's past, day by day")
    return begin_house_work(
        group, kind=KIND, title=title, arguments={"days": days}, total=len(days)
    )


def _past() -> list[date]:
    """Return the days of the demo's past: the last week, then all before, in order."""
    today = clock.today(ZONE)
    days = [today - timedelta(days=n) for n in range(HISTORY.days, 0, -1)]
    return days[-RECENT:] + days[:-RECENT]
