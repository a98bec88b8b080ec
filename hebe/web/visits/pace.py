"""How long the stages take: under the board for today, as a page for longer."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hebe.access.actor import Actor
from hebe.access.queries import my_store
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.visits import queries
from hebe.web.forms import key_in
from hebe.web.screen import screen

MARK = 70  # the standard stands at this percentage of a bar
SPANS = (1, 7, 30, 90)


@dataclass(frozen=True, slots=True)
class Pace:
    """One stage's average beside its standard, as a bar whose mark is the standard."""

    label: str
    count: int
    minutes: int
    standard: int
    percent: int
    tone: str
    is_bottleneck: bool


def pace(
    actor: Actor,
    stores: list[int],
    since: date,
    until: date,
    lanes: list[queries.Lane] | None = None,
) -> dict[str, Any]:
    """Return the stages' bars, the bottleneck if there is one, and who is in it now."""
    times = queries.stage_times(actor, stores, since, until)
    worst = queries.bottleneck(times)
    bars = [
        _bar(time, is_worst=worst is not None and time.stage == worst.stage) for time in times
    ]
    return {
        "bars": bars,
        "worst": next((bar for bar in bars if bar.is_bottleneck), None),
        "over": round(worst.minutes - worst.standard) if worst else 0,
        "holders": _holders(lanes or [], worst),
    }


def _bar(time: queries.StageTime, *, is_worst: bool) -> Pace:
    share = time.minutes / time.standard if time.standard else 0
    return Pace(
        label=str(time.stage.label),
        count=time.count,
        minutes=round(time.minutes),
        standard=round(time.standard),
        percent=min(100, round(share * MARK)),
        tone="wait" if share > 1 else "good",
        is_bottleneck=is_worst,
    )


def _holders(
    lanes: list[queries.Lane], worst: queries.StageTime | None
) -> list[tuple[str, int]]:
    """Return who has how many customers in the slowest stage now, most first."""
    found = [lane for lane in lanes if worst is not None and lane.stage == worst.stage]
    cards = found[0].cards if found else []
    names = (card.run.owner.name for card in cards if card.run and card.run.owner)
    return Counter(names).most_common(3)


@screen("visits.view")
def times(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the average minutes of each stage over some days, for the store one works at."""
    store = my_store(actor)
    if store is None:
        raise NotFound
    asked = key_in(request.GET.get("days"))
    days = asked if asked in SPANS else 30
    until = clock.today(store.timezone)
    since = until - timedelta(days=days - 1)
    context = pace(actor, [store.pk], since, until)
    return render(
        request,
        "visits/times.html",
        context | {"days": days, "spans": SPANS, "since": since, "until": until},
    )
