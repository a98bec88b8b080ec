"""The list of to-dos."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.todos.choices import State
from hebe.todos.kinds import kind_choices
from hebe.todos.queries import waits_for
from hebe.web.cells import field
from hebe.web.tables import Batch, Column, Filter, Table
from hebe.web.todos import cells
from hebe.web.todos.forms import people


def _whose(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    mine = waits_for(actor)
    return rows.filter(mine) if value == "mine" else rows.exclude(mine)


def _overdue(rows: QuerySet[Any], value: str, _actor: Actor) -> QuerySet[Any]:
    late = rows.filter(state=State.OPEN, due_at__lt=clock.now())
    return late if value == "1" else rows.exclude(pk__in=late.order_by().values("pk"))


def _said(rows: QuerySet[Any], value: str, _actor: Actor) -> QuerySet[Any]:
    said = value[:40]
    return rows.filter(title__icontains=said) | rows.filter(customer__name__icontains=said)


def _owners(actor: Actor) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in people(actor)]


def _kinds(_actor: Actor) -> list[tuple[str, Any]]:
    return kind_choices()


class TodosTable(Table):
    """Work by its deadline; open work unless another state is asked for."""

    key = "todos"
    columns = (
        Column("due", _("Due"), cells.due, sort="due_at"),
        Column("title", _("To do"), cells.title, sort="title"),
        Column("customer", _("Customer"), cells.customer),
        Column("kind", _("Kind"), field("kind_label"), sort="kind"),
        Column("owner", _("Owner"), cells.owner),
        Column("store", _("Store"), field("store.name"), default=False),
        Column("outcome", _("Outcome"), cells.outcome, default=False),
        Column("state", _("State"), cells.state),
        Column("acts", "", cells.acts, align="r"),
    )
    filters = (
        Filter("q", _("Words or customer"), kind="text", apply=_said),
        Filter("whose", _("Whose"), choices=(("mine", _("Mine")), ("team", _("The team's"))),
               apply=_whose),
        Filter("state", _("State"), choices=State.choices, lookup="state"),
        Filter("kind", _("Kind"), choices=_kinds, lookup="kind"),
        Filter("overdue", _("Overdue"), choices=(("1", _("Overdue")), ("0", _("In time"))),
               apply=_overdue),
        Filter("owner", _("Owner"), choices=_owners, lookup="owner_id"),
        Filter("due", _("Due"), kind="moments", lookup="due_at"),
    )  # fmt: skip
    batch = (Batch("hand_over", _("Hand over"), "todos:batch_hand_over", "todos.hand_over"),)
    default_sort = "due_at"
    empty_title = _("Nothing to do here")
    empty_text = _("To-dos come from follow-ups, from open visits, and from colleagues.")

    def __init__(self, actor: Actor, query: QueryDict) -> None:
        asked = query.copy()
        asked.setdefault("state", State.OPEN)
        super().__init__(actor, asked)

    def link(self, **changes: str) -> str:
        """Keep an empty state in the address: it means every state, not the open ones."""
        address = super().link(**changes)
        if changes.get("state", self.query.get("state", "")):
            return address
        return f"{address}&state=" if len(address) > 1 else "?state="
