"""The cells of the list of orders."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.web.cells import iso_day
from hebe.web.escaping import format_html
from hebe.web.markup import avatar, link, status, way
from hebe.web.templatetags.hebe_ui import fen, hm

TONES = {State.OPEN: "cash", State.PAID: "good", State.CANCELLED: "quiet"}


def number(row: Any, _actor: Actor) -> object:
    """The way to the order."""
    return link(way("billing:order", row.pk), row.number, "strong num")


def customer(row: Any, _actor: Actor) -> object:
    """Whose it is."""
    who = row.customer.name
    return format_html(
        '<span class="row-flex">{}<span class="h-name">{}</span></span>', avatar(who, "s"), who
    )


def items(row: Any, _actor: Actor) -> object:
    """What was ordered, and how many."""
    said = (f"{x.name} × {x.quantity}" if x.quantity > 1 else x.name for x in row.lines.all())
    return _(", ").join(said)


def total(row: Any, _actor: Actor) -> object:
    """What it comes to."""
    return format_html('<b class="num strong">{}</b>', fen(row.total_fen))


def due(row: Any, _actor: Actor) -> object:
    """What is still to be paid."""
    if row.due_fen and row.state == State.OPEN:
        return format_html('<span class="num warn">{}</span>', fen(row.due_fen))
    return format_html('<span class="num quiet">{}</span>', fen(0))


def state(row: Any, _actor: Actor) -> object:
    """Where it stands."""
    shape = "struck" if row.state == State.CANCELLED else ""
    return status(row.get_state_display(), TONES[State(row.state)], shape)


def day(row: Any, _actor: Actor) -> object:
    """The business day it counts for, and the clock."""
    return format_html(
        '<time datetime="{}">{} {}</time>',
        timezone.localtime(row.created_at).isoformat(),
        iso_day(row.day),
        hm(row.created_at),
    )
