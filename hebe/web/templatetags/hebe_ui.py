"""What templates may say about money, days, phones and forms."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.kernel.phones import mask
from hebe.web import markup
from hebe.web.escaping import format_html
from hebe.web.screen import fresh_token

register = template.Library()
for piece in markup.PIECES:
    register.simple_tag(piece)
WEEKDAYS = "一二三四五六日"
DAYS_BY_NAME = 7  # further back, a weekday could be any week's
PAST_BEARING = 1.3  # a clock turns red at this many times its standard


@register.filter
def fen(amount: int | Decimal | str | None) -> str:
    """Return an amount of fen as ¥1,234.50; money out carries a minus sign.

    >>> fen(123450), fen(-5), fen(None)
    ('¥1,234.50', '−¥0.05', '')
    """
    if amount is None or isinstance(amount, str):
        return ""
    yuan, rest = divmod(abs(int(amount)), 100)
    return f"{'−' if amount < 0 else ''}¥{yuan:,}.{rest:02d}"


@register.filter
def fen_whole(amount: int | Decimal | str | None) -> str:
    """Return an amount of fen rounded to whole yuan, for figures at a glance.

    >>> fen_whole(8642049)
    '¥86,420'
    """
    if amount is None or isinstance(amount, str):
        return ""
    return f"{'−' if amount < 0 else ''}¥{(abs(int(amount)) + 50) // 100:,}"


@register.filter
def thousands(count: int | str | None) -> str:
    """Return a count of many as one reads it.

    >>> thousands(1953), thousands(None), thousands("…")
    ('1,953', '', '…')
    """
    return f"{count:,}" if isinstance(count, int) else count or ""


@register.filter
def phone_mask(number: str) -> str:
    """Return a phone number with its middle hidden."""
    return mask(number) if number else ""


@register.filter
def cn_date(day: date | datetime | None) -> str:
    """Return a day as 2026年11月21日 周六, or Sat 21 Nov 2026 in English."""
    if day is None or day == "":
        return ""
    local = timezone.localtime(day) if isinstance(day, datetime) else day
    if translation.get_language() == "en":
        return date_format(local, "D j M Y")
    return f"{_day(local, with_year=True)} {_weekday(local)}"


@register.filter
def when(moment: datetime | None) -> SafeString | str:
    """Return a moment as one speaks of it: today, yesterday, its weekday for a week, its day.

    The exact moment stays at hand, for the pointer and for programs.
    """
    if not moment:
        return ""
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(),
        f"{cn_date(local)} {local:%H:%M:%S}",
        _spoken(local, timezone.localtime(clock.now()).date()),
    )


def _spoken(local: datetime, today: date) -> str:
    at, away = f"{local:%H:%M}", (today - local.date()).days
    if away == 0:
        return _("Today %(at)s") % {"at": at}
    if away == 1:
        return _("Yesterday %(at)s") % {"at": at}
    if 1 < away < DAYS_BY_NAME:
        return f"{_weekday(local)} {at}"
    return f"{_day(local, with_year=local.year != today.year)} {at}"


def _weekday(day: date) -> str:
    if translation.get_language() == "en":
        return date_format(day, "D")
    return f"周{WEEKDAYS[day.weekday()]}"


def _day(day: date, *, with_year: bool) -> str:
    if translation.get_language() == "en":
        return date_format(day, "j M Y" if with_year else "j M")
    return f"{day.year}年{day.month}月{day.day}日" if with_year else f"{day.month}月{day.day}日"


@register.filter
def hm(moment: datetime | None) -> str:
    """Return the clock of a moment, 24 hours."""
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""


@register.filter
def minutes(seconds: float | None) -> str:
    """Return seconds as whole minutes."""
    return "" if seconds is None else str(round(seconds / 60))


@register.simple_tag
def stage_clock(since: datetime | None, standard: object) -> SafeString:
    """Return the clock of a stage, in its tone beside its standard; the page lets it run."""
    allowed, waited, runs = int(str(standard or 0)), 0, SafeString()
    if since:
        waited = max(0, int((clock.now() - since).total_seconds() // 60))
        runs = format_html(
            ' data-clock data-since="{}" data-standard="{}"',
            timezone.localtime(since).isoformat(),
            allowed,
        )
    said = _("standard %(standard)s min") % {"standard": allowed}
    return format_html(
        '<span class="h-clock"{} data-tone="{}"{}>{}<span data-minutes>{}</span>'
        "<small>{}{}</small></span>",
        runs,
        _pace(waited, allowed),
        format_html(' title="{}"', said) if allowed else "",
        markup.icon("clock"),
        waited if since else "",
        f"/ {allowed} " if allowed else "",
        _("min"),
    )


def _pace(waited: int, allowed: int) -> str:
    """Return a clock's tone: quiet, wait past its standard minutes, bad past 1.3 times."""
    if not allowed or waited <= allowed:
        return "quiet"
    return "bad" if waited > allowed * PAST_BEARING else "wait"


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """Return `mapping[key]`, or nothing."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def split(words: str) -> list[str]:
    """Return the words of a text."""
    return words.split()


@register.filter
def hundredths(value: int) -> str:
    """Return hundredths without needless zeros.

    >>> hundredths(900), hundredths(850), hundredths(194100)
    ('9', '8.5', '1,941')
    """
    return f"{value / 100:,.2f}".rstrip("0").rstrip(".")


@register.filter
def may(actor: Actor | None, permission: str) -> bool:
    """Say whether somebody holds a permission, so that a page offers only what works."""
    return actor is not None and actor.may(permission)


@register.simple_tag
def once() -> SafeString:
    """Return the hidden once-token: a form sent twice is carried out once."""
    return format_html('<input type="hidden" name="once" value="{}">', fresh_token())


@register.filter
def widget_kind(field: BoundField) -> str:
    """Return how a field is laid out: one tick, a group of choices, or a box to fill."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect):
        return "group"
    return "check" if isinstance(widget, CheckboxInput) else "box"


@register.filter
def dressed(field: BoundField) -> SafeString:
    """Render a form field's widget in the kit's clothes, tied to its error."""
    widget = field.field.widget
    worn = "" if isinstance(widget, CheckboxInput | RadioSelect) else "h-input"
    return _tied(field, f"{worn} {widget.attrs.get('class', '')}".strip())


@register.filter
def bare(field: BoundField) -> SafeString:
    """Render a widget without a frame, to stand inside one beside a sign or a unit."""
    return _tied(field, f"h-bare {field.field.widget.attrs.get('class', '')}".strip())


def _tied(field: BoundField, worn: str) -> SafeString:
    attrs: dict[str, Any] = {"class": worn} if worn else {}
    if field.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}_error"}
    return field.as_widget(attrs=attrs)
