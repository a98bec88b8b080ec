"""The cells of the list of people at work."""

from typing import Any

from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.web.cells import iso_day
from hebe.web.escaping import format_html, joined
from hebe.web.markup import DASH, avatar, num, status, tag, way
from hebe.web.templatetags.hebe_ui import cn_date

TONES = {"expired": "bad", "expiring": "wait"}


def name(row: Any, _actor: Actor) -> object:
    """Who it is: the way to the file, and the title."""
    return format_html(
        '<a class="h-person" href="{}">{}<div><div class="strong">{}</div>'
        '<div class="sub">{}</div></div></a>',
        way("staff:member", row.pk),
        avatar(row.name, "staff"),
        row.name,
        row.title,
    )


def stores(row: Any, _actor: Actor) -> object:
    """Where she works."""
    return joined(format_html("{} ", tag(store.name)) for store in row.stores.all())


def papers(row: Any, _actor: Actor) -> object:
    """Her licences and whether they hold."""
    shown = joined(map(paper, row.papers)) or DASH
    return format_html('<div class="h-flow k-papers">{}</div>', shown)


def paper(held: Any) -> object:
    """Return one licence as a pill: what it is for, and what is wrong with its time."""
    certificate = held.certificate
    said = [certificate.get_licence_display()]
    if certificate.department:
        said.append(certificate.get_department_display())
    if held.state == "expired":
        said.append(_("expired"))
    elif held.state == "expiring":
        said.append(_("until %(day)s") % {"day": iso_day(certificate.valid_to)})
    return status(" · ".join(map(str, said)), TONES.get(held.state, "good"))


def phone(row: Any, _actor: Actor) -> object:
    """Her number, as far as the reader may see it."""
    return num(row.phone_shown) if row.phone_shown else DASH


def hired(row: Any, _actor: Actor) -> object:
    """Her first day."""
    return num(cn_date(row.hired_on))
