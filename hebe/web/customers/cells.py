"""The cells of the list of customers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hebe.access.actor import Actor
from hebe.web.cells import iso_day
from hebe.web.escaping import format_html, joined
from hebe.web.markup import (
    DASH,
    avatar,
    icon,
    level,
    link,
    masked_phone,
    num,
    status,
    tag,
    under,
    way,
)
from hebe.web.templatetags.hebe_ui import fen

TAGS_SHOWN = 2


def name(row: Any, _actor: Actor) -> object:
    """Who she is: the way to her file, her level, a star for key customers."""
    return format_html(
        '<div class="h-person">{}<div><div class="line"><b>{}</b>{}{}</div>'
        '<div class="sub">{}</div></div></div>',
        avatar(row.name),
        link(way("customers:detail", row.pk), row.name, "text-reset"),
        level(row.level, row.level_label),
        icon("star", "xs") if row.is_key else "",
        row.member_no,
    )


def phone(row: Any, actor: Actor) -> object:
    """Her number, masked for those who may not see it whole."""
    if not row.phone:
        return DASH
    if row.phone_is_masked and actor.may("customers.reveal"):
        return masked_phone(row.phone, way("customers:reveal", row.pk, "phone"))
    return format_html('<span class="num nowrap">{}</span>', row.phone)


def tags(row: Any, _actor: Actor) -> object:
    """Her first tags, and how many more there are."""
    shown = [tag(t.name, t.tone) for t in row.tags[:TAGS_SHOWN]]
    if len(row.tags) > TAGS_SHOWN:
        shown.append(format_html('<span class="small quiet">+{}</span>', row.more_tags))
    return format_html('<span class="row-flex h-few">{}</span>', joined(shown))


def stage(row: Any, _actor: Actor) -> object:
    """Where she stands in her life as a customer."""
    return status(row.stage_label, row.stage_tone)


def visited(row: Any, _actor: Actor) -> object:
    """The day of her last visit, and how long ago that is."""
    if not row.last_visit_on:
        return DASH
    away = row.days_away
    said = ngettext("%(days)s day ago", "%(days)s days ago", away) % {"days": away}
    day = joined([num(iso_day(row.last_visit_on)), under(said if away else _("Today"))])
    return format_html('<div class="nowrap">{}</div>', day)


def spent(row: Any, _actor: Actor) -> object:
    """What she has paid."""
    return num(fen(row.spent_fen)) if row.spent_fen else DASH


def birthday(row: Any, _actor: Actor) -> object:
    """Her birthday, her sign and her age."""
    if not row.birthday:
        return DASH
    age = "" if row.age is None else " · " + _("%(age)s years") % {"age": row.age}
    return joined([num(iso_day(row.birthday)), under(f"{row.sign}{age}")])


def created(row: Any, _actor: Actor) -> object:
    """The day she was entered."""
    return num(iso_day(row.created_at))


def unbroken(key: str) -> Any:
    """Return the cell that keeps an attribute's words on one line."""

    def cell(row: Any, _actor: Actor) -> object:
        return format_html('<span class="nowrap">{}</span>', getattr(row, key) or "—")

    return cell
