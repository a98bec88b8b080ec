"""The list of appointments: its columns and filters."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.access.actor import Actor
from hebe.access.queries import my_stores
from hebe.kernel.errors import Text
from hebe.scheduling.models import Appointment
from hebe.tenancy.words import advisor_word
from hebe.web.cells import display, field, iso_day
from hebe.web.escaping import format_html
from hebe.web.markup import status, way
from hebe.web.scheduling.looks import look_of
from hebe.web.tables import Column, Filter, Table
from hebe.web.templatetags.hebe_ui import hm


def _when(row: Any, _actor: Actor) -> object:
    """Return day and clock where the actor is, and the way to it."""
    return format_html(
        '<a class="strong num text-reset" href="{}" data-drawer>'
        '<time datetime="{}">{} {}</time></a>',
        way("scheduling:appointment", row.pk),
        timezone.localtime(row.starts_at).isoformat(),
        iso_day(row.starts_at),
        hm(row.starts_at),
    )


def _customer(row: Any, _actor: Actor) -> object:
    return format_html('<span class="h-name">{}</span>', row.customer.name)


def _status(row: Any, _actor: Actor) -> object:
    look = look_of(row)
    return status(row.get_status_display(), look["tone"], look["shape"])


def _stores(actor: Actor) -> list[tuple[str, Text]]:
    return [(str(store.pk), store.name) for store in my_stores(actor)]


class AppointmentsTable(Table):
    """Appointments, latest first."""

    key = "appointments"
    model = Appointment
    columns = (
        Column("when", _("When"), _when, sort="starts_at"),
        Column("customer", _("Customer"), _customer),
        Column("item", _("Item"), field("item.name")),
        Column("doctor", _("Doctor"), field("doctor.name")),
        Column("advisor", advisor_word, field("advisor.name"), default=False),
        Column("room", _("Room"), field("room.name")),
        Column("device", _("Device"), field("device.name"), default=False),
        Column("store", _("Store"), field("store.name"), default=False),
        Column(
            "source", pgettext_lazy("booking", "Booked by"), display("source"), default=False
        ),
        Column("status", _("Status"), _status),
    )
    filters = (
        Filter("q", _("Customer"), kind="text", field="who"),
        Filter("status", _("Status")),
        Filter("store", _("Store"), choices=_stores),
        Filter("day", _("Day"), kind="days"),
    )
    default_sort = "-starts_at"
    filter_url = "scheduling:filter"
    empty_title = _("No appointments")
    empty_text = _("Appointments are booked in the calendar.")
