"""The calendar of a week and of a month, of everybody or of one person."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.scheduling import queries
from hebe.scheduling.choices import Status
from hebe.scheduling.hours import diary_day
from hebe.scheduling.queries import Lost
from hebe.staff.choices import Post
from hebe.staff.queries import members_at
from hebe.tenancy.models import Store
from hebe.web.scheduling.looks import look_of
from hebe.web.scheduling.months import month_weeks
from hebe.web.scheduling.reading import day_from, key_of
from hebe.web.screen import screen

WEEK = 7
CARERS = (Post.DOCTOR, Post.ADVISOR, Post.NURSE)


@require_GET
@screen("scheduling.view")
def week(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show seven days beside one another, each with its bookings."""
    context = _context(request, actor)
    monday = context["day"] - timedelta(days=context["day"].weekday())
    rows = queries.days_list(
        actor, context["store"], monday, WEEK, member_id=context["member_id"]
    ).exclude(status=Status.CANCELLED)
    found = list(rows)
    context |= {
        "span": "week",
        "first": monday,
        "last": monday + timedelta(days=WEEK - 1),
        "before": context["day"] - timedelta(days=WEEK),
        "after": context["day"] + timedelta(days=WEEK),
        "days": _days(found, monday, context["store"], queries.attention(actor, found)),
        "total": len(found),
    }
    return render(request, "scheduling/week.html", context)


@require_GET
@screen("scheduling.view")
def month(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how full each day of a month is; a day leads to its calendar."""
    context = _context(request, actor)
    first = context["day"].replace(day=1)
    weeks = month_weeks(actor, context["store"], first, member_id=context["member_id"])
    context |= {
        "span": "month",
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": (first + timedelta(days=31)).replace(day=1),
        "weeks": weeks,
        "total": sum(d.n for days in weeks for d in days if d.is_inside),
    }
    return render(request, "scheduling/month.html", context)


def _context(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    store: Store = queries.store_of(actor, None)
    day = day_from(request.GET.get("day", ""), store.timezone)
    people = list(members_at(actor, store, day, CARERS))
    wanted = key_of(request, "who")
    return {
        "store": store,
        "day": day,
        "today": clock.today(store.timezone),
        "people": people,
        "member_id": wanted if wanted in {m.pk for m in people} else None,
    }


def _days(
    rows: list[Any], monday: date, store: Store, lost: dict[int, list[Lost]]
) -> list[dict[str, Any]]:
    days = [monday + timedelta(days=n) for n in range(WEEK)]
    held: dict[date, list[dict[str, Any]]] = {day: [] for day in days}
    for row in rows:
        told = {"a": row, **look_of(row), "lost": lost.get(row.pk)}
        held[diary_day(store, row.starts_at)].append(told)
    return [{"day": day, "rows": held[day]} for day in days]
