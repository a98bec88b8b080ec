"""The day by doctor, room or device."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.scheduling import queries
from hebe.scheduling.choices import TO_COME, Status
from hebe.scheduling.hours import diary_day
from hebe.scheduling.queries import Column, DayBoard, Entry, Lost
from hebe.tenancy.words import advisor_word
from hebe.web.scheduling.looks import STATUS_LOOKS, look_of
from hebe.web.scheduling.months import month_weeks
from hebe.web.scheduling.reading import day_from
from hebe.web.screen import screen

ICONS = {
    "doctor": "stethoscope",
    "advisor": "message",
    "room": "door",
    "device": "device-desktop",
}
FULL = 85  # per cent from which a column's day counts as full
HERE = (Status.ARRIVED, Status.IN_PROGRESS, Status.DONE)
LEGEND = (
    Status.BOOKED,
    Status.CONFIRMED,
    Status.ARRIVED,
    Status.IN_PROGRESS,
    Status.DONE,
    Status.NO_SHOW,
)


@require_GET
@screen("scheduling.view")
def calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one day of the store one works at: columns, the month, and the same as a list."""
    store = queries.store_of(actor, None)
    day = day_from(request.GET.get("day", ""), store.timezone)
    by = request.GET.get("by", "doctor")
    rows = list(queries.day_list(actor, store, day))
    counts = queries.counts_by_status(rows)
    today = diary_day(store, clock.now())
    lost = queries.attention(actor, rows)
    monday = day - timedelta(days=day.weekday())
    context = {
        "store": store,
        "day": day,
        "by": by if by in dict(_views()) else "doctor",
        "views": _views(),
        "rows": [{"a": row, **look_of(row), "lost": lost.get(row.pk)} for row in rows],
        "expected": sum(n for s, n in counts.items() if s != Status.CANCELLED),
        "here": sum(counts[s] for s in HERE),
        "legend": [(s.label, *STATUS_LOOKS[s]) for s in LEGEND],
        "week": [monday + timedelta(days=n) for n in range(7)],
        "weeks": month_weeks(actor, store, day),
        "today": today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "touched": [(row, lost[row.pk]) for row in rows if row.pk in lost],
        "left_open": queries.open_from_before(actor, store, today).count(),
    }
    return render(request, "scheduling/calendar.html", context)


def _views() -> list[tuple[str, str]]:
    return [
        ("all", _("All")),
        ("doctor", _("Doctors")),
        ("advisor", _("%(advisors)s and nurses") % {"advisors": advisor_word}),
        ("room", _("Rooms")),
        ("device", _("Devices")),
    ]


@require_GET
@screen("scheduling.view")
def left_open(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List bookings of earlier days that nobody closed."""
    store = queries.store_of(actor, None)
    rows = queries.open_from_before(actor, store, clock.today(store.timezone))[:200]
    context = {"rows": [{"a": row, **look_of(row)} for row in rows], "store": store}
    return render(request, "scheduling/left_open.html", context)


@require_GET
@screen("scheduling.view")
def touched(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the bookings to come that have lost something they rest on."""
    store = queries.store_of(actor, None)
    found = queries.needing_attention(actor, store)
    rows = [{"a": row, **look_of(row), "lost": lost} for row, lost in found]
    return render(request, "scheduling/touched.html", {"rows": rows, "store": store})


@require_GET
@screen("scheduling.view")
def day_feed(request: HttpRequest, actor: Actor) -> JsonResponse:
    """Return the columns and bookings of a day, in the store's own time."""
    store = queries.store_of(actor, None)
    day = day_from(request.GET.get("day", ""), store.timezone)
    board = queries.day_board(actor, store, day, request.GET.get("by", "doctor"))
    lost = queries.attention(actor, board.appointments)
    return JsonResponse(
        {
            "opens": _hours(board, board.opens_at),
            "closes": _hours(board, board.closes_at),
            "now": _naive(board, clock.now()),
            "resources": [_column(column) for column in board.columns],
            "events": [
                *(
                    event
                    for entry in board.entries
                    for event in _events(actor, board, entry, lost)
                ),
                *(off for column in board.columns for off in _off(board, column)),
            ],
        }
    )


def _naive(board: DayBoard, moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(board.store.timezone)).strftime("%Y-%m-%dT%H:%M:00")


def _clock(board: DayBoard, moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(board.store.timezone)).strftime("%H:%M")


def _hours(board: DayBoard, moment: datetime) -> str:
    """Return the time of the board's day, which may go on beyond 24:00."""
    local = moment.astimezone(ZoneInfo(board.store.timezone))
    later = (local.date() - board.day).days
    return f"{local.hour + 24 * later:02d}:{local.minute:02d}"


def _column(column: Column) -> dict[str, Any]:
    return {
        "id": column.key,
        "title": column.name,
        "kind": column.kind,
        "sub": column.sub,
        "icon": ICONS[column.kind],
        "percent": column.percent,
        "tone": "wait" if column.percent > FULL else "quiet",
    }


def _events(
    actor: Actor, board: DayBoard, entry: Entry, lost: Mapping[int, list[Lost]]
) -> list[dict[str, Any]]:
    """Return an event for each of its blocks; they move together."""
    about = _about(actor, entry, lost.get(entry.appointment.pk, []))
    row = entry.appointment
    return [
        {
            "id": f"{row.pk}-{n}" if n else str(row.pk),
            "resourceIds": list(block.columns),
            "start": _naive(board, block.starts_at),
            "end": _naive(board, block.ends_at),
            "clock": _clock(board, block.starts_at),
            "late": int((block.starts_at - row.starts_at).total_seconds()) // 60,
            **about,
        }
        for n, block in enumerate(entry.blocks)
    ]


def _about(actor: Actor, entry: Entry, lost: list[Lost]) -> dict[str, Any]:
    row = entry.appointment
    if not entry.is_mine:
        return {"title": _("Taken"), "item": "", "tone": "quiet", "movable": False}
    return {
        "title": row.customer.name,
        "item": row.item.name,
        "status": row.get_status_display(),
        "lost": " · ".join(why.text for why in lost),
        "tone": look_of(row)["tone"],
        "url": reverse("scheduling:appointment", args=[row.pk]),
        "move": reverse("scheduling:move", args=[row.pk]),
        "movable": row.status in TO_COME and actor.may("scheduling.book", row.store_id),
    }


def _off(board: DayBoard, column: Column) -> list[dict[str, Any]]:
    shut = [(start, end, "") for start, end in column.off]
    shut += [(c.starts_at, c.ends_at, c.reason) for c in column.closed]
    return [
        {
            "id": f"off-{column.key}-{n}",
            "resourceIds": [column.key],
            "start": _naive(board, max(start, board.opens_at)),
            "end": _naive(board, min(end, board.closes_at)),
            "off": True,
            "title": reason,
        }
        for n, (start, end, reason) in enumerate(shut)
    ]
