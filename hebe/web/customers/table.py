"""The list of customers: its columns, filters and acts."""

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.access.actor import Actor
from hebe.customers.choices import Level, Stage
from hebe.customers.models import Customer
from hebe.customers.queries import mine_of, search, tag_list
from hebe.filters import Node, compiled, described, parsed
from hebe.tenancy.words import advisor_word
from hebe.web.cells import field
from hebe.web.customers import cells
from hebe.web.tables import Batch, Column, Filter, Table

FOUND = 200


def tree(value: str) -> Node:
    """Return the filter tree that an address carries, or raise FilterUnfit."""
    return parsed(value, "where") or {}


def _found(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    hits = [hit.card.id for hit in search(actor, value, FOUND) if hit.within_reach]
    return rows.filter(pk__in=hits)


def _where(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(compiled(actor, Customer, tree(value)))


def _mine(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    del value
    return rows.filter(mine_of(actor))


def _tag(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    node = {"field": "tag", "op": "any", "value": [value]}
    return rows.filter(compiled(actor, Customer, node))


def _tags(actor: Actor) -> Sequence[tuple[str, str]]:
    return [(str(tag.pk), tag.name) for tag in tag_list(actor)]


CHANGE_ADVISOR = format_lazy(_("Change the {advisor}"), advisor=advisor_word)


class CustomersTable(Table):
    """Customers within reach."""

    key = "customers"
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
        Filter("q", _("Search"), kind="text", apply=_found),
        Filter("tag", _("Tag"), choices=_tags, apply=_tag),
        Filter("stage", _("Life-cycle stage"), choices=Stage.choices, lookup="stage"),
        Filter("level", _("Member level"), choices=Level.choices[1:], lookup="level"),
        Filter("mine", _("My customers"), kind="hidden", apply=_mine),
        Filter("key", _("Key customers"), kind="hidden", lookup="is_key"),
        Filter("where", _("Advanced filter"), kind="hidden", apply=_where),
    )
    batch = (
        Batch("tag", _("Put a tag on"), "customers:batch_tag", "customers.tag"),
        Batch("advisor", CHANGE_ADVISOR, "customers:batch_advisor", "customers.team"),
        Batch("carer", _("Hand follow-ups over"), "customers:batch_carer", "customers.team"),
    )
    default_sort = "-created_at"
    export = "customers:export"
    empty_title = _("No customers here yet")
    empty_text = _("Enter the first one, or import the list you have.")

    def _hidden(self, key: str) -> bool:
        return key == "spent" and not self.actor.may("see.customers.spent")

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

    def chips(self) -> list[dict[str, Any]]:
        """Return the filters in force; the advanced one as a chip per condition."""
        plain = [chip for chip in super().chips() if chip["key"] != "where"]
        value = self.query.get("where", "")
        return plain + (self._conditions(tree(value)) if value else [])

    def _conditions(self, node: Node) -> list[dict[str, Any]]:
        word = "all" if "all" in node else "any" if "any" in node else ""
        parts = node[word] if word else [node]
        chips = []
        for at, said in enumerate(described(self.actor, Customer, {"all": parts})):
            rest = [part for place, part in enumerate(parts) if place != at]
            kept = json.dumps({word or "all": rest}, ensure_ascii=False) if rest else ""
            chips.append(
                {"key": "where", "label": "", "value": said, "without": self.link(where=kept)}
            )
        return chips
