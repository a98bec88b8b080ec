"""The cells of the lists of log-ins and of what was done."""

from typing import Any
from urllib.parse import quote

from django.utils import timezone
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.access.choices import Reach
from hebe.web.escaping import format_html, joined
from hebe.web.markup import DASH, avatar, link, quiet, status, tag, way


def name(row: Any, _actor: Actor) -> object:
    """Whose log-in it is."""
    return format_html(
        '<div class="h-person">{}<div><div class="strong">{}</div>'
        '<div class="sub">{}</div></div></div>',
        avatar(row.name, "staff"),
        row.name,
        row.login,
    )


def roles(row: Any, _actor: Actor) -> object:
    """Its roles, and where each holds."""
    shown = joined(tag(_place(place)) for place in row.places) or quiet(_("No role yet"))
    return format_html('<div class="h-flow r-roles">{}</div>', shown)


def _place(place: dict[str, Any]) -> str:
    said = [place["role"], place["store"].name if place["store"] else _("Whole group")]
    if place["reach"] != Reach.ALL:
        said.append(Reach(place["reach"]).label)
    return " · ".join(map(str, said))


def factor(row: Any, _actor: Actor) -> object:
    """Whether a second factor is asked for."""
    return status(_("On"), "good") if row.totp_confirmed_at else quiet(_("Off"))


def state(row: Any, _actor: Actor) -> object:
    """Whether it opens, and whether its password is known to its owner alone."""
    if not row.is_active:
        return status(_("Log-in closed"), "quiet", "struck")
    if row.password_is_given:
        return status(_("Has not yet chosen a password"), "wait", "ring")
    return status(_("Can sign in"), "good")


def acts(row: Any, actor: Actor) -> object:
    """What can be done with it; nobody closes her own."""
    switch = _("Close log-in") if row.is_active else _("Open log-in")
    offered = (
        (True, "access:user_roles", _("Roles")),
        (row.gets_password, "access:user_password", _("Password")),
        (
            row.gets_password and row.totp_confirmed_at is not None,
            "access:user_second_factor",
            _("Second factor"),
        ),
        (row.pk != actor.user_id, "access:switch_user", switch),
    )
    links = (
        link(way(address, row.pk), label, "btn btn-sm", drawer=True)
        for allowed, address, label in offered
        if allowed
    )
    return format_html('<div class="h-flow r-acts">{}</div>', joined(links))


def at(row: Any, _actor: Actor) -> object:
    """When it was done."""
    moment = timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S")
    return link(way("access:audit_entry", row.pk), moment, "num text-reset", drawer=True)


def act(row: Any, _actor: Actor) -> object:
    """What was done."""
    entry = way("access:audit_entry", row.pk)
    return link(entry, row.act_words, "strong text-reset", drawer=True)


def subject(row: Any, _actor: Actor) -> object:
    """What it was done to; the way to all that was done to it."""
    if not row.subject:
        return DASH
    return format_html('<a href="?subject={}">{}</a>', quote(row.subject), row.subject_words)


def via(row: Any, _actor: Actor) -> object:
    """Through the screen, the API or a job."""
    return quiet(row.via_words)


def ip(row: Any, _actor: Actor) -> object:
    """From where."""
    return format_html('<span class="num quiet">{}</span>', row.ip or "—")
