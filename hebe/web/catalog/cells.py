"""The cells of the lists of items, products, bundles and findings."""

from typing import Any

from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.compliance.choices import Severity
from hebe.kernel import clock
from hebe.web.escaping import format_html, format_html_join, joined
from hebe.web.markup import DASH, link, num, status, tag, under, way
from hebe.web.templatetags.hebe_ui import cn_date, fen, hm


def name(row: Any, _actor: Actor) -> object:
    """The way to the item, and its code."""
    return format_html(
        '{}<div class="small quiet num">{}</div>',
        link(way("catalog:item", row.pk), row.name),
        row.code,
    )


def kind(row: Any, _actor: Actor) -> object:
    """Treatment, product or service."""
    return tag(row.get_kind_display())


def department(row: Any, _actor: Actor) -> object:
    """Its department and level, and the technique."""
    grade = " · " + _("level %(level)s") % {"level": row.level} if row.level else ""
    return joined(
        [f"{row.get_department_display()}{grade}", under(row.get_technique_display())]
    )


def needs(row: Any, _actor: Actor) -> object:
    """Whom and what it takes; for which minutes, where it is not the whole time."""
    return joined([_need(need, row.duration_minutes) for need in row.needed]) or DASH


def _need(need: Any, duration: int) -> object:
    first, last = need.from_minute, need.until_minute(duration)
    is_whole = (first, last) == (0, duration)
    when = "" if is_whole else _("min %(span)s") % {"span": f"{first}–{last}"}
    return format_html('<div>{} <span class="small quiet num">{}</span></div>', need, when)


def duration(row: Any, _actor: Actor) -> object:
    """How long it takes, and how long the room is busy after it."""
    said = _("%(minutes)s min") % {"minutes": row.duration_minutes}
    after = row.turnaround_minutes
    return joined([said, under(f"+{after}") if after else ""])


def price(row: Any, _actor: Actor) -> object:
    """The list price of one."""
    return format_html(
        '<span class="h-money">{}</span><span class="small quiet"> / {}</span>',
        fen(row.price_fen),
        row.unit,
    )


def offer(row: Any, _actor: Actor) -> object:
    """Whether it is sold."""
    if row.is_active:
        return status(_("On offer"), "good")
    return status(_("Not on offer"), "quiet", "ring")


def product(row: Any, actor: Actor) -> object:
    """The product's name; the way to changing it for those who may."""
    if not actor.may("catalog.edit"):
        return format_html('<b class="strong">{}</b>', row.name)
    return link(way("catalog:product", row.pk), row.name, drawer=True)


def bundle(row: Any, _actor: Actor) -> object:
    """The way to the bundle, and its code."""
    return format_html(
        '{}<div class="small quiet num">{}</div>',
        link(way("catalog:bundle", row.pk), row.name),
        row.code,
    )


def holds(row: Any, _actor: Actor) -> object:
    """What it holds, a line each."""
    return format_html_join(
        "", '<div>{} <span class="num quiet">× {}</span></div>',
        ((line.sold.name, line.quantity) for line in row.lines.all()),
    )  # fmt: skip


def bundle_price(row: Any, _actor: Actor) -> object:
    """Its price, and what its pieces cost when they cost more."""
    price = format_html('<span class="h-money">{}</span>', fen(row.price_fen))
    if row.saving_fen <= 0:
        return price
    listed = format_html('<del class="num">{}</del>', fen(row.listed_fen))
    return joined([price, under(listed)])


def saving(row: Any, _actor: Actor) -> object:
    """What the customer saves."""
    return num(fen(row.saving_fen)) if row.saving_fen > 0 else DASH


def days(row: Any, _actor: Actor) -> object:
    """From when until when it is sold."""
    if row.valid_from is None and row.valid_to is None:
        return _("Without limit")
    return num(f"{row.valid_from or '…'} – {row.valid_to or '…'}")


def bundle_offer(row: Any, actor: Actor) -> object:
    """Whether it can be sold today, and if not, why."""
    if not row.is_active:
        return offer(row, actor)
    if row.missing:
        said = _("%(name)s is not on offer") % {"name": row.missing[0]}
        return joined([status(_("Not for sale"), "wait"), under(said)])
    if not row.is_valid_on(clock.today(actor.zone)):
        return status(_("Outside its days"), "quiet", "ring")
    return offer(row, actor)


def at(row: Any, _actor: Actor) -> object:
    """When it was found."""
    return num(f"{cn_date(row.at)} {hm(row.at)}")


def rule(row: Any, _actor: Actor) -> object:
    """Which red line, and at which act."""
    return joined([format_html('<b class="strong num">{}</b>', row.rule), under(row.moment)])


def outcome(row: Any, _actor: Actor) -> object:
    """Whether the act went on."""
    if row.outcome == Severity.BLOCK:
        return status(_("Blocked"), "bad")
    if row.outcome == Severity.WARN:
        return status(_("Passed with a reason"), "wait")
    return status(_("Recorded"))
