"""One list for every screen: filters, columns, sort, keyset pages, views, batches, export."""

import json
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from hebe.access.actor import Actor
from hebe.access.queries import saved_views
from hebe.filters import Node, compiled, described, parsed, sentence
from hebe.filters.registry import Models
from hebe.jobs.exports import SHEETS
from hebe.kernel.counting import count_of, counted
from hebe.kernel.errors import Text
from hebe.kernel.keyset import beyond, encode
from hebe.web.cells import Cell, lines
from hebe.web.filters import TREE, Filter
from hebe.web.forms import key_in

PAGE_SIZES = (25, 50, 100)
__all__ = ["Batch", "Column", "Filter", "Table", "TablePage", "ticked"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what makes its cells, and the field it sorts by."""

    key: str
    label: Text
    cell: Cell
    sort: str = ""
    default: bool = True
    align: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """An act on all rows that are ticked, or on all that match."""

    name: str
    label: Text
    url: str
    permission: str = ""


@dataclass(slots=True)
class TablePage:
    """What `web/table.html` shows."""

    table: "Table"
    rows: list[Any]
    next: str = ""
    previous: str = ""
    columns: list[Column] = field(default_factory=list)
    total: int | None = None
    views: list[Any] = field(default_factory=list)

    @property
    def total_words(self) -> str:
        """Return how many rows match, or that they are more than anybody counts."""
        return "" if self.total is None else counted(self.total)

    @property
    def lines(self) -> SafeString:
        """Return the rows as markup."""
        ticks = bool(self.table.acts())
        return lines(self.rows, self.columns, self.table.actor, ticks=ticks)


class Table:
    """Subclass per list; make one per request from the actor and the query string.

    `model` is whose fields the filters ask. `export` names the address that starts the export
    of the sheet with the table's key, `filter_url` that of the advanced filter.
    """

    key: ClassVar[str]
    model: ClassVar[Models]
    columns: ClassVar[tuple[Column, ...]]
    filters: ClassVar[tuple[Filter, ...]] = ()
    batch: ClassVar[tuple[Batch, ...]] = ()
    default_sort: ClassVar[str] = "-pk"
    export: ClassVar[str] = ""
    filter_url: ClassVar[str] = ""
    empty_title: ClassVar[Text] = ""
    empty_text: ClassVar[Text] = ""

    def __init__(self, actor: Actor, query: QueryDict) -> None:
        self.actor = actor
        self.query = query

    def active(self) -> list[Filter]:
        """Return the filters in force."""
        return [entry for entry in self.filters if any(entry.given(self.query))]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Return the names and values by which an address carries the filters in force."""
        pairs = (zip(f.names, f.given(self.query), strict=True) for f in self.active())
        named = [(name, value) for pair in pairs for name, value in pair if value]
        return [*named, (TREE, self.where)] if self.where else named

    @property
    def where(self) -> str:
        """Return the advanced filter as the address carries it."""
        return self.query.get(TREE, "") if self.filter_url else ""

    @property
    def tree(self) -> Node | None:
        """Return the advanced filter."""
        return parsed(self.where, TREE)

    @property
    def sentence(self) -> str:
        """Return the advanced filter in words, where its chips alone do not say it."""
        tree = self.tree
        if tree is None or ("field" in tree or len(tree.get("all", ())) == 1):
            return ""
        return sentence(self.actor, self.model, tree)

    def matching(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return all rows that the filters let through."""
        asked = [f.condition(self.query, self.actor, self.model) for f in self.active()]
        found = compiled(self.actor, self.model, {"all": asked} if asked else None)
        return rows.filter(found, compiled(self.actor, self.model, self.tree))

    @property
    def sort(self) -> str:
        """Return the field in force, with "-" for descending."""
        wanted = self.query.get("sort", "")
        known = {c.sort for c in self.columns if c.sort}
        return wanted if wanted.removeprefix("-") in known else self.default_sort

    @property
    def order(self) -> tuple[str, ...]:
        """Return the keyset: the sort field, then the key in the same direction."""
        down = self.sort.startswith("-")
        if self.sort.lstrip("-") == "pk":
            return (self.sort.replace("pk", "id"),)
        return self.sort, "-id" if down else "id"

    @property
    def size(self) -> int:
        """Return the rows on a page."""
        wanted = self.query.get("size", "")
        return int(wanted) if wanted in {str(s) for s in PAGE_SIZES} else PAGE_SIZES[0]

    def shown_columns(self) -> list[Column]:
        """Return the chosen columns in the chosen order, or the table's own."""
        known = {c.key: c for c in self.columns}
        chosen = dict.fromkeys(self.query.get("columns", "").split(","))
        picked = [known[key] for key in chosen if key in known]
        return picked or [c for c in self.columns if c.default]

    def page(self, rows: QuerySet[Any], *, count: bool = True) -> TablePage:
        """Return one page of the matching rows, with the way on and back."""
        matching = self.matching(rows)
        back = self.query.get("before", "")
        found, more = self._cut(matching, back)
        page = TablePage(self, found, columns=self.shown_columns())
        page.total = count_of(matching) if count else None
        page.views = list(saved_views(self.actor, self.key))
        if found:
            went_on = bool(self.query.get("after"))
            if more or back:
                page.next = self.link(after=encode(found[-1], self.order))
            if went_on or (back and more):
                page.previous = self.link(before=encode(found[0], self.order))
        return page

    def _cut(self, rows: QuerySet[Any], back: str) -> tuple[list[Any], bool]:
        order = self.order
        if back:
            rows = beyond(rows, order, back, back=True)
            turned = [n[1:] if n.startswith("-") else f"-{n}" for n in order]
            found = list(rows.order_by(*turned)[: self.size + 1])
            return found[: self.size][::-1], len(found) > self.size
        if forth := self.query.get("after", ""):
            rows = beyond(rows, order, forth)
        found = list(rows.order_by(*order)[: self.size + 1])
        return found[: self.size], len(found) > self.size

    def link(self, **changes: str) -> str:
        """Return this list's query string with changes; paging starts anew."""
        kept = {k: v for k, v in self.query.items() if k not in {"after", "before"} and v}
        return "?" + urlencode({k: v for k, v in (kept | changes).items() if v})

    def filter_query(self) -> str:
        """Return the query string that names all matching rows, for batch acts and exports."""
        return urlencode(self.carried)

    @property
    def view_query(self) -> str:
        """Return the query string that a saved view keeps: all but the place in the pages."""
        return self.link()[1:]

    @property
    def cleared(self) -> str:
        """Return the link to this list without filters, in the same order and columns."""
        return self.link(**{TREE: ""} | self._without(*self.filters))

    @property
    def sizes(self) -> list[tuple[int, str, bool]]:
        """Return the sizes a page can have: rows, link, whether it is in force."""
        return [(n, self.link(size=str(n)), n == self.size) for n in PAGE_SIZES]

    def header(self) -> list[dict[str, Any]]:
        """Return the columns' heads: label, link that sorts, and the direction in force."""
        now = self.sort
        heads = []
        for column in self.shown_columns():
            same = column.sort and now.lstrip("-") == column.sort
            down = now.startswith("-")
            target = f"-{column.sort}" if same and not down else column.sort
            heads.append(
                {
                    "label": column.label,
                    "align": column.align,
                    "link": self.link(sort=target) if column.sort else "",
                    "aria": ("descending" if down else "ascending") if same else "",
                }
            )
        return heads

    def chips(self) -> list[dict[str, Any]]:
        """Return the filters in force as chips: label, value in words, link without it."""
        own = [
            {
                "key": entry.key,
                "label": "" if entry.kind == "hidden" else entry.label,
                "value": entry.words(self.query, self.actor, self.model),
                "without": self.link(**self._without(entry)),
            }
            for entry in self.active()
        ]
        tree = self.tree
        return own if tree is None else own + self._conditions(tree)

    def _conditions(self, tree: Node) -> list[dict[str, Any]]:
        """Return a chip for each condition of the advanced filter's first level."""
        word = next((word for word in ("all", "any") if word in tree), "")
        parts = tree[word] if word else [tree]
        chips = []
        for at, said in enumerate(described(self.actor, self.model, tree)):
            rest = [part for place, part in enumerate(parts) if place != at]
            kept = json.dumps({word: rest}, ensure_ascii=False) if rest else ""
            without = self.link(**{TREE: kept})
            chips.append({"key": TREE, "label": "", "value": said, "without": without})
        return chips

    @staticmethod
    def _without(*filters: Filter) -> dict[str, str]:
        return dict.fromkeys((name for entry in filters for name in entry.names), "")

    def controls(self) -> list[dict[str, Any]]:
        """Return the filter fields with their present values."""
        return [self._control(entry) for entry in self.filters]

    def _control(self, entry: Filter) -> dict[str, Any]:
        given = entry.given(self.query)
        return {
            "filter": entry,
            "options": entry.options(self.actor, self.model),
            "value": given[0],
            "ends": list(zip(entry.names, given, strict=True)) if entry.box else [],
        }

    @property
    def export_url(self) -> str:
        """Return the name of the address that exports, for those who may."""
        allowed = self.export and self.actor.may(SHEETS[self.key].permission)
        return self.export if allowed else ""

    def acts(self) -> list[Batch]:
        """Return the batch acts this actor may do."""
        return [b for b in self.batch if not b.permission or self.actor.may(b.permission)]

    def chooser(self) -> list[tuple[Column, bool]]:
        """Return the shown columns in their order, then those to choose from."""
        shown = self.shown_columns()
        rest = [c for c in self.columns if c not in shown]
        return [(c, True) for c in shown] + [(c, False) for c in rest]


def ticked(query: QueryDict) -> list[int]:
    """Return the keys of the ticked rows of a batch form."""
    keys = map(key_in, query.getlist("row"))
    return [key for key in keys if key is not None]
