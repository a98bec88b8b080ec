"""The lists of recent events and of reactions that failed."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.journal.choices import State
from hebe.journal.models import Delivery, Outbox
from hebe.web.access.words import act_words, handler_words, subject_page
from hebe.web.cells import field
from hebe.web.escaping import format_html, joined
from hebe.web.markup import DASH, link, status, way
from hebe.web.tables import Batch, Column, Filter, Table

LOOKS = {
    State.WAITING: ("wait", "ring"),
    State.DONE: ("good", ""),
    State.RESTING: ("bad", "ring"),
    State.DISMISSED: ("quiet", "struck"),
}


def _moment(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")


def at(row: Any, _actor: Actor) -> object:
    """When it happened."""
    shown = _moment(row.happened_at)
    return link(way("access:event", row.pk), shown, "num text-reset", drawer=True)


def what(row: Any, _actor: Actor) -> object:
    """What happened."""
    return link(way("access:event", row.pk), row.words, "strong text-reset", drawer=True)


def subject(row: Any, actor: Actor) -> object:
    """What it happened to; the way there for who may go."""
    if not row.audit.subject:
        return DASH
    page = subject_page(actor, row.audit.subject)
    return link(page, row.subject_words, "") if page else row.subject_words


def reactions(row: Any, _actor: Actor) -> object:
    """What became of each handler's part."""
    shown = joined(_part(part) for part in row.parts)
    return format_html('<div class="h-flow r-roles">{}</div>', shown) if row.parts else DASH


def _part(part: Any) -> object:
    words = part.words
    if part.state != State.DONE:
        words = f"{words} · {part.get_state_display()}"
    return status(words, *LOOKS[part.state])


def failed_at(row: Any, _actor: Actor) -> object:
    """When it was last tried."""
    return format_html('<span class="num">{}</span>', _moment(row.tried_at or row.next_at))


def reaction(row: Any, _actor: Actor) -> object:
    """Which reaction failed, to which event."""
    return format_html(
        '<div class="strong">{}</div><a class="sub" href="{}" data-drawer>{} · {}</a>',
        handler_words(row.handler),
        way("access:event", row.event_id),
        act_words(row.event.name),
        _moment(row.event.happened_at),
    )


def error(row: Any, _actor: Actor) -> object:
    """What went wrong, for whoever mends it."""
    return format_html('<span class="r-break small">{}</span>', row.last_error)


class EventTable(Table):
    """What happened, newest first."""

    key = "events"
    model = Outbox
    columns = (
        Column("at", _("When"), at),
        Column("what", _("What"), what),
        Column("subject", _("About"), subject),
        Column("who", _("Who"), field("audit.who")),
        Column("reactions", _("Reactions"), reactions),
    )
    filters = (
        Filter("name", _("What")),
        Filter("who", _("Who"), kind="text"),
        Filter("state", _("Reactions")),
        Filter("at", _("When"), kind="days"),
    )
    default_sort = "-pk"
    empty_title = _("Nothing happened yet")
    empty_text = _("Every act of the last 30 days will stand here.")


class FailedTable(Table):
    """Reactions that failed to the last attempt."""

    key = "failed"
    model = Delivery
    columns = (
        Column("reaction", _("Reaction"), reaction),
        Column("error", _("What went wrong"), error),
        Column("attempts", _("Attempts"), field("attempts")),
        Column("at", _("Last tried"), failed_at),
    )
    filters = (Filter("name", _("What")),)
    batch = (
        Batch("retry", _("Try again"), "access:retry"),
        Batch("dismiss", _("Dismiss"), "access:dismiss"),
    )
    default_sort = "-pk"
    empty_title = _("No reaction failed")
    empty_text = _("What fails six times will stand here, to be tried again or dismissed.")
