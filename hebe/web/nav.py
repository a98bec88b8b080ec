"""The map of the screens: what a role sees in the side bar and on the phone's bottom bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel.errors import Text
from hebe.web.counts import MOST, PLACES


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: its name, its address, its icon, the permission that opens it."""

    label: Text
    url: str
    icon: str
    permission: str


MAP: tuple[tuple[Text, tuple[Entry, ...]], ...] = (
    (
        "",
        (
            Entry(_("Today's work"), "todos:today", "layout-dashboard", ""),
            Entry(
                _("Appointments"), "scheduling:calendar", "calendar-event", "scheduling.view"
            ),
            Entry(_("Visit board"), "visits:board", "layout-kanban", "visits.view"),
            Entry(_("Till"), "billing:till", "cash-register", "payments.view"),
        ),
    ),
    (
        _("Customers"),
        (
            Entry(_("Customers"), "customers:list", "users", "customers.view"),
            Entry(_("To-dos and follow-ups"), "todos:list", "heart-handshake", "todos.view"),
            Entry(_("Orders"), "billing:list", "receipt-2", "billing.view"),
        ),
    ),
    (
        _("Care"),
        (Entry(_("Records"), "clinical:mine", "stethoscope", "clinical.view"),),
    ),
    (
        _("Business"),
        (
            Entry(_("Numbers"), "analytics:dashboard", "chart-histogram", "analytics.view"),
            Entry(_("Catalogue"), "catalog:list", "list-details", "catalog.view"),
            Entry(_("Staff"), "staff:list", "id-badge-2", "staff.view"),
            Entry(_("Import"), "customers_import:start", "file-import", "customers.import"),
            Entry(_("Background jobs"), "jobs:list", "progress", ""),
        ),
    ),
    (
        _("System"),
        (
            Entry(_("Log-ins"), "access:users", "user-cog", "access.users"),
            Entry(_("Roles"), "access:roles", "shield-lock", "access.roles"),
            Entry(_("Stores"), "access:stores", "building-store", "tenancy.stores"),
            Entry(_("Audit trail"), "access:audit", "history", "access.audit"),
            Entry(_("API keys"), "access:api_keys", "key", "access.api_keys"),
        ),
    ),
)
PHONE = (
    "todos:today", "scheduling:calendar", "visits:board", "customers:list", "billing:till",
    "clinical:mine", "todos:list", "analytics:dashboard",
)  # fmt: skip
TILL = "billing:till"


TABS = 4
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """An entry as one person sees it now, with how much waits there."""

    label: str
    url: str
    icon: str
    current: bool
    count: str
    tone: str


@dataclass(frozen=True, slots=True)
class Section:
    """Places that belong together."""

    label: Text
    entries: list[Place]


_address = cache(reverse)


def _shown(entry: Entry, path: str, counts: Counts) -> Place:
    url, count = _address(entry.url), counts.get(entry.url, 0)
    return Place(
        label=str(entry.label),
        url=url,
        icon=entry.icon,
        current=path == url or (url != "/" and path.startswith(url)),
        count=f"{MOST - 1}+" if count >= MOST else str(count or ""),
        tone=PLACES[entry.url].tone if entry.url in PLACES else "",
    )


def _open(entry: Entry, actor: Actor) -> bool:
    return not entry.permission or actor.may(entry.permission)


def sections(actor: Actor, path: str, counts: Counts) -> list[Section]:
    """Return the side bar's sections that hold at least one place for this actor."""
    shown = (
        Section(label, [_shown(entry, path, counts) for entry in places if _open(entry, actor)])
        for label, places in MAP
    )
    return [section for section in shown if section.entries]


def tabs(actor: Actor, path: str, counts: Counts) -> list[Place]:
    """Return the places of the phone's bottom bar, beside the way to all others."""
    by_url = {entry.url: entry for _label, places in MAP for entry in places}
    mine = [by_url[url] for url in _by_thumb(actor) if _open(by_url[url], actor)]
    return [_shown(entry, path, counts) for entry in mine[:TABS]]


def _by_thumb(actor: Actor) -> tuple[str, ...]:
    """Return the places of the phone: whoever cashes and does not book has the till first."""
    if actor.may("payments.take") and not actor.may("scheduling.book"):
        return (PHONE[0], TILL, *(url for url in PHONE[1:] if url != TILL))
    return PHONE
