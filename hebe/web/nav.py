"""The map of the screens: what a role sees in the side bar and on the phone's bottom bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
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


Counts = Mapping[str, int]


def _shown(entry: Entry, actor: Actor, path: str, counts: Counts) -> dict[str, Any] | None:
    if entry.permission and not actor.may(entry.permission):
        return None
    try:
        url = reverse(entry.url)
    except NoReverseMatch:
        return None
    current = path == url or (url != "/" and path.startswith(url))
    count, place = counts.get(entry.url, 0), PLACES.get(entry.url)
    return {
        "label": entry.label, "url": url, "icon": entry.icon, "current": current,
        "count": f"{MOST - 1}+" if count >= MOST else count,
        "tone": place.tone if place else "",
    }  # fmt: skip


def sections(actor: Actor, path: str, counts: Counts) -> list[dict[str, Any]]:
    """Return the side bar's sections that hold at least one place for this actor."""
    shown = (
        {
            "label": label,
            "entries": [e for e in (_shown(x, actor, path, counts) for x in places) if e],
        }
        for label, places in MAP
    )
    return [section for section in shown if section["entries"]]


def tabs(actor: Actor, path: str, counts: Counts) -> list[dict[str, Any]]:
    """Return the five places of the phone's bottom bar."""
    by_url = {entry.url: entry for _label, places in MAP for entry in places}
    shown = (_shown(by_url[url], actor, path, counts) for url in PHONE)
    return [entry for entry in shown if entry][:5]
