"""The map of the screens: what a role sees in the side bar and on the phone's bottom bar."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel.errors import Text


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


def _shown(entry: Entry, actor: Actor, path: str) -> dict[str, Any] | None:
    if entry.permission and not actor.may(entry.permission):
        return None
    try:
        url = reverse(entry.url)
    except NoReverseMatch:
        return None
    current = path == url or (url != "/" and path.startswith(url))
    return {"label": entry.label, "url": url, "icon": entry.icon, "current": current}


def sections(actor: Actor, path: str) -> list[dict[str, Any]]:
    """Return the side bar's sections that hold at least one place for this actor."""
    shown = (
        {"label": label, "entries": [e for e in (_shown(x, actor, path) for x in places) if e]}
        for label, places in MAP
    )
    return [section for section in shown if section["entries"]]


def tabs(actor: Actor, path: str) -> list[dict[str, Any]]:
    """Return the five places of the phone's bottom bar."""
    by_url = {entry.url: entry for _label, places in MAP for entry in places}
    shown = (_shown(by_url[url], actor, path) for url in PHONE)
    return [entry for entry in shown if entry][:5]
