"""The cells of the list of to-dos."""

from typing import Any

from django.template.defaultfilters import truncatechars
from django.utils import timezone
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.todos.choices import State
from hebe.web.escaping import format_html, joined
from hebe.web.markup import DASH, link, quiet, status, tag, under, way
from hebe.web.todos import words
from hebe.web.todos.parts import part_of

LOOKS = {State.DONE: ("good", ""), State.OPEN: ("wait", "ring")}
OVER = ("quiet", "struck")
OUTCOME_CHARS = 80


def due(row: Any, actor: Actor) -> object:
    """When it is due, in words as long as it is open."""
    if row.state != State.OPEN:
        at = timezone.localtime(row.due_at).strftime("%Y-%m-%d %H:%M")
        return format_html('<span class="nowrap quiet num">{}</span>', at)
    said = words.due(row.due_at, clock.now(), actor.zone)
    return format_html('<span class="nowrap {}">{}</span>', said.tone, said.text)


def title(row: Any, actor: Actor) -> object:
    """What is to be done; the way to doing it for those who may."""
    said = row.title
    if row.state == State.OPEN and actor.may("todos.finish"):
        finish = way("todos:finish", row.pk)
        said = link(finish, row.title, "text-reset", drawer=True)
    detail = under(row.detail) if row.detail else ""
    return format_html('<div class="strong">{}</div>{}', said, detail)


def customer(row: Any, _actor: Actor) -> object:
    """Whom it is about; the way to her file for those whom it lets in."""
    if not row.customer:
        return DASH
    if not row.file_opens:
        return format_html('<span class="h-name">{}</span>', row.customer.name)
    return link(way("customers:detail", row.customer_id), row.customer.name, "h-name")


def owner(row: Any, _actor: Actor) -> object:
    """Who is to do it."""
    who = row.owner.name if row.owner else quiet(_asked(row))
    escalated = format_html(" {}", tag(_("escalated"), "bad")) if row.is_escalated else ""
    return joined([who, escalated])


def _asked(row: Any) -> str:
    """Return who may take it up."""
    if row.for_post:
        return _("Nobody yet · %(post)s") % {"post": row.get_for_post_display()}
    return _("Nobody yet")


def outcome(row: Any, _actor: Actor) -> object:
    """What came of it."""
    return format_html(
        '<span class="small">{}</span>', truncatechars(row.outcome, OUTCOME_CHARS)
    )


def state(row: Any, _actor: Actor) -> object:
    """Whether it is open, done or given up."""
    tone, shape = LOOKS.get(row.state, OVER)
    return status(row.get_state_display(), tone, shape)


def acts(row: Any, actor: Actor) -> object:
    """What can be done with it."""
    if row.state != State.OPEN:
        return ""
    said = part_of(row.kind).verb
    offered = (
        ("todos.hand_over", "todos:hand_over", _("Hand over"), "btn btn-sm btn-quiet"),
        ("todos.finish", "todos:finish", said, "btn btn-sm btn-soft"),
    )
    links = (
        link(way(address, row.pk), label, worn, drawer=True)
        for right, address, label, worn in offered
        if actor.may(right)
    )
    return format_html('<div class="h-acts end">{}</div>', joined(links))
