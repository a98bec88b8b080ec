"""Small pieces of markup that stand in every row: made in Python, since a page holds hundreds.

Templates show them by tags of the same names, and `c-ui.status` around its words, so that
a piece looks the same in a list's cell and in a template.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hebe.kernel.pinyin import initials
from hebe.tenancy.models import Store
from hebe.web.escaping import format_html, format_html_join
from hebe.web.nav import Place

DASH = mark_safe('<span class="quiet">—</span>')
CURRENT = mark_safe(' aria-current="true"')
SELECTED = mark_safe(" selected")


def way(name: str, key: int, *more: str) -> str:
    """Return the address of a row's page, as `reverse` does, but looked up once."""
    head, tail = _way(name, more)
    return f"{head}{key}{tail}"


@cache
def _way(name: str, more: tuple[str, ...]) -> tuple[str, str]:
    head, _key, tail = reverse(name, args=[0, *more]).partition("/0/")
    return f"{head}/", f"/{tail}"


def icon(name: str, size: str = "") -> SafeString:
    """Return an icon of the sprite; sizes xs, s and none."""
    return _icon(str(name), str(size))


@lru_cache(maxsize=2048)
def _icon(name: str, size: str) -> SafeString:
    worn = f"icon icon-{size}" if size else "icon"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        worn,
        static("vendor/icons.svg"),
        name,
    )


def status(words: object, tone: str = "quiet", shape: str = "") -> SafeString:
    """Return a pill that says a state; the shape says it to those who see no colour."""
    worn = f"h-pill {shape}" if shape else "h-pill"
    return format_html('<span class="{}" data-tone="{}">{}</span>', worn, tone, words)


def tag(words: object, tone: str = "") -> SafeString:
    """Return a tag."""
    if not tone:
        return format_html('<span class="h-tag">{}</span>', words)
    return format_html('<span class="h-tag" data-tone="{}">{}</span>', tone, words)


def avatar(name: str, kind: str = "") -> SafeString:
    """Return the round with the first character of a name."""
    worn = f"h-ava {kind}" if kind else "h-ava"
    return format_html('<span class="{}" aria-hidden="true">{}</span>', worn, str(name)[:1])


def level(key: str, label: object) -> SafeString:
    """Return a member level; nothing for those who have none."""
    if not key:
        return SafeString()
    worn = "black" if key == "diamond" else key
    return format_html('<span class="h-level {}">{}</span>', worn, label)


def bar(percent: object, tone: str = "brand", label: object = "") -> SafeString:
    """Return a bar filled to so many per cent; one without a label is an ornament."""
    told = SafeString(' aria-hidden="true"')
    if label:
        told = format_html(
            ' role="progressbar" aria-label="{}" aria-valuenow="{}"'
            ' aria-valuemin="0" aria-valuemax="100"',
            label,
            percent,
        )
    return format_html(
        '<div class="h-bar"{}><i data-tone="{}" style="width:{}%"></i></div>',
        told,
        tone,
        percent,
    )


def num(words: object) -> SafeString:
    """Return figures that stand under each other."""
    return format_html('<span class="num">{}</span>', words)


def quiet(words: object) -> SafeString:
    """Return words that matter less."""
    return format_html('<span class="quiet">{}</span>', words)


def under(words: object) -> SafeString:
    """Return a small second line."""
    return format_html('<div class="small quiet">{}</div>', words)


def link(
    address: str, words: object, worn: str = "strong", *, drawer: bool = False
) -> SafeString:
    """Return a link, which may open in the drawer."""
    opens = mark_safe(" data-drawer") if drawer else ""
    return format_html('<a class="{}" href="{}"{}>{}</a>', worn, address, opens, words)


def masked_phone(shown: str, reveal: str = "") -> SafeString:
    """Return a masked number, with the way to see all of it for those who may."""
    if not reveal:
        return format_html('<span class="h-masked">{}</span>', shown)
    return format_html(
        '<span class="h-masked">{}<a class="btn btn-quiet btn-icon btn-sm" href="{}"'
        ' data-drawer aria-label="{}" title="{}">{}</a></span>',
        shown,
        reveal,
        (why := _("Show the full number (a reason is asked and kept)")),
        why,
        icon("eye", "s"),
    )


def options(choices: Iterable[tuple[object, object]], chosen: object = "") -> SafeString:
    """Return the options of a select; there may be a hundred stores."""
    return _options(tuple((str(value), str(label)) for value, label in choices), str(chosen))


@lru_cache(maxsize=512)
def _options(choices: tuple[tuple[str, str], ...], at: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SELECTED if value == at else "", label) for value, label in choices),
    )


def store_buttons(stores: Iterable[Store], chosen: Store | None) -> SafeString:
    """Return the buttons that lead to the other stores of the group."""
    places = tuple((store.pk, str(store)) for store in stores)
    return _store_buttons(places, chosen.pk if chosen else None)


@lru_cache(maxsize=512)
def _store_buttons(places: tuple[tuple[int, str], ...], here: int | None) -> SafeString:
    return format_html_join(
        "",
        '<button class="item" data-find="{}" name="store" value="{}"{}>{}{}</button>',
        (
            (
                initials(name),
                key,
                CURRENT if key == here else "",
                icon("building-store", "s"),
                name,
            )
            for key, name in places
        ),
    )


@lru_cache(maxsize=4096)
def place(entry: Place, worn: str = "h-nav") -> SafeString:
    """Return the way to a place of the map, with how much waits there."""
    return format_html(
        '<a class="{}" href="{}"{} title="{}">{}<span>{}</span>{}</a>',
        worn,
        entry.url,
        mark_safe(' aria-current="page"') if entry.current else "",
        entry.label,
        icon(entry.icon),
        entry.label,
        _count(entry) if entry.count else "",
    )


def _count(entry: Place) -> SafeString:
    if not entry.tone:
        return format_html('<span class="h-count">{}</span>', entry.count)
    return format_html(
        '<span class="h-count" data-tone="{}">{}</span>', entry.tone, entry.count
    )


PIECES = (icon, status, avatar, bar, level, masked_phone, options, place, store_buttons)
