"""How long stages take, against their standard."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Sum

from hebe.access.actor import Actor, requires
from hebe.visits import rules
from hebe.visits.choices import Stage
from hebe.visits.models import StageRun


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long a stage took on average, against its standard."""

    stage: Stage
    count: int
    minutes: float
    standard: float


@requires("visits.view")
def stage_times(actor: Actor, stores: list[int], since: date, until: date) -> list[StageTime]:
    """Return the average minutes per stage of visits from `since` to `until`, both included.

    Of these stores, those that the right reaches. A visit counts once per stage, with all the
    time it spent there: waiting for somebody to take over and then being treated is one
    treatment, not two of half the length.
    """
    within = [key for key in stores if actor.may("visits.view", key)]
    took = ExpressionWrapper(F("ended_at") - F("started_at"), output_field=DurationField())
    rows = (
        StageRun.objects.of(actor)
        .filter(visit__store_id__in=within, visit__day__range=(since, until))
        .exclude(ended_at=None)
        .values("stage")
        .annotate(
            n=Count("visit", distinct=True), took=Sum(took), standard=Avg("standard_minutes")
        )
    )
    found = {row["stage"]: _time(row) for row in rows}
    return [found[name] for name in rules.ORDER if name in found]


def _time(row: dict[str, Any]) -> StageTime:
    minutes = row["took"].total_seconds() / 60 / row["n"]
    return StageTime(Stage(row["stage"]), row["n"], minutes, float(row["standard"]))


def bottleneck(times: list[StageTime]) -> StageTime | None:
    """Return the stage that is furthest over its standard, by share; None when none is."""
    over = [time for time in times if time.standard and time.minutes > time.standard]
    return max(over, key=lambda time: time.minutes / time.standard, default=None)
