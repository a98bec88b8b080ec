"""The list of customers: its columns, filters and acts."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.customers.models import Customer
from hebe.tenancy.words import advisor_word
from hebe.web.cells import field
from hebe.web.customers import cells
from hebe.web.tables import Batch, Column, Filter, Table

CHANGE_ADVISOR = format_lazy(_("Change the {advisor}"), advisor=advisor_word)


class CustomersTable(Table):
    """Customers within reach."""

    key = "customers"
    model = Customer
    columns = (
        Column("name", _("Customer"), cells.name, sort="name_key"),
        Column("phone", _("Mobile"), cells.phone),
        Column("tags", _("Tags"), cells.tags),
        Column("stage", _("Life-cycle stage"), cells.stage),
        Column(
            "visited", pgettext_lazy("customer", "Last visit"), cells.visited, sort="visited"
        ),
        Column("spent", _("Total spent"), cells.spent, sort="spent_fen", align="r"),
        Column(
            "team", format_lazy("{} + {}", _("Doctor"), advisor_word), cells.unbroken("team")
        ),
        Column("channel", _("Channel"), field("channel"), default=False),
        Column("store", _("Store"), cells.unbroken("store"), default=False),
        Column("birthday", _("Birthday and sign"), cells.birthday, default=False),
        Column("created", _("Entered"), cells.created, sort="created_at"),
    )
    filters = (
        Filter("q", _("Search"), kind="text", field="who"),
        Filter("tag", _("Tag")),
        Filter("stage", _("Life-cycle stage")),
        Filter("level", _("Member level")),
        Filter("mine", _("My customers"), kind="hidden"),
        Filter("key", _("Key customers"), kind="hidden"),
    )
    batch = (
        Batch("tag", _("Put a tag on"), "customers:batch_tag", "customers.tag"),
        Batch("advisor", CHANGE_ADVISOR, "customers:batch_advisor", "customers.team"),
        Batch("carer", _("Hand follow-ups over"), "customers:batch_carer", "customers.team"),
    )
    default_sort = "-created_at"
    export = "customers:export"
    filter_url = "customers:filter"
    empty_title = _("No customers here yet")
    empty_text = _("Enter the first one, or import the list you have.")

    def _hidden(self, key: str) -> bool:
        return key == "spent" and not self.actor.may_wherever(
            "see.customers.spent", "customers.view"
        )

    @property
    def sort(self) -> str:
        """Return the field in force; nobody sorts by what she may not see."""
        wanted = super().sort
        return self.default_sort if self._hidden(wanted.strip("-")[:5]) else wanted

    def shown_columns(self) -> list[Column]:
        """Return the chosen columns that this actor may see."""
        return [c for c in super().shown_columns() if not self._hidden(c.key)]

    def chooser(self) -> list[tuple[Column, bool]]:
        """Return the columns to choose from, and whether each is shown."""
        return [(c, on) for c, on in super().chooser() if not self._hidden(c.key)]
