"""The day by doctor, room or device."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.scheduling.choices import HOLDS_THE_SLOT
from hebe.scheduling.models import Appointment
from hebe.scheduling.queries import DayBoard, day_board, store_of
from hebe.web.screen import screen

STATUS_TONES = {
    "pending": ("wait", "ring"), "booked": ("quiet", "ring"), "confirmed": ("info", ""),
    "arrived": ("wait", ""), "in_progress": ("busy", ""), "done": ("good", ""),
    "cancelled": ("quiet", "struck"), "no_show": ("bad", ""),
}  # fmt: skip
BY = ("doctor", "room", "device")
PIXELS = 1.4  # per minute


def day_from(text: str, zone: str) -> date:
    """Read a day of an address; today when there is none."""
    if not text:
        return clock.today(zone)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("day") from error


def _pixels(start: datetime, moment: datetime) -> int:
    return round((moment - start).total_seconds() / 60 * PIXELS)


def block_of(board: DayBoard, appointment: Appointment) -> dict[str, Any]:
    """Return a booking as the grid places it."""
    top = _pixels(board.opens_at, appointment.starts_at)
    height = _pixels(appointment.starts_at, appointment.ends_at)
    tone, shape = STATUS_TONES[appointment.status]
    return {
        "appointment": appointment,
        "top": max(0, top),
        "height": max(24, height - 2),
        "tone": tone,
        "shape": shape,
    }


def _column(board: DayBoard, column: Any) -> dict[str, Any]:
    own = [a for a in board.appointments if _key(board.by, a) == column.key]
    spans = [(start, end, "", 0) for start, end in column.off]
    return {
        "column": column,
        "pk": column.key.rpartition("-")[2],
        "blocks": [block_of(board, a) for a in own],
        "off": [_stretch(board, *span) for span in (*spans, *column.closed)],
    }


def _stretch(
    board: DayBoard, start: datetime, end: datetime, reason: str, claim_id: int
) -> dict[str, Any]:
    first, last = max(start, board.opens_at), min(end, board.closes_at)
    return {
        "top": _pixels(board.opens_at, first),
        "height": max(0, _pixels(first, last)),
        "reason": reason,
        "claim_id": claim_id,
    }


def _key(by: str, appointment: Appointment) -> str:
    return f"{by}-{getattr(appointment, f'{by}_id')}"


@screen("scheduling.view")
def calendar(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show one day of the store one works at."""
    store = store_of(actor, None)
    day = day_from(request.GET.get("day", ""), store.timezone)
    by = request.GET.get("by", "doctor")
    if by not in BY:
        raise Invalid("by")
    board = day_board(actor, store, day, by)
    hours = [board.opens_at + timedelta(hours=n) for n in range(_hours(board))]
    now = clock.now()
    context = {
        "board": board,
        "columns": [_column(board, column) for column in board.columns],
        "rest": [a for a in board.appointments if getattr(a, f"{by}_id") is None],
        "hours": [{"at": hour, "top": _pixels(board.opens_at, hour)} for hour in hours],
        "height": _pixels(board.opens_at, board.closes_at),
        "now": _pixels(board.opens_at, now) if board.opens_at < now < board.closes_at else None,
        "week": [day + timedelta(days=n - day.weekday()) for n in range(7)],
        "today": clock.today(store.timezone),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "rows": [
            {
                "appointment": a,
                "tone": STATUS_TONES[a.status][0],
                "shape": STATUS_TONES[a.status][1],
            }
            for a in board.appointments
        ],
        "holds": HOLDS_THE_SLOT,
        "pixels": PIXELS,
    }
    return render(request, "scheduling/calendar.html", context)


def _hours(board: DayBoard) -> int:
    return int((board.closes_at - board.opens_at).total_seconds() // 3600) + 1
