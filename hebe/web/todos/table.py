"""The list of to-dos."""

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.todos.choices import State
from hebe.todos.models import Todo
from hebe.web.cells import field
from hebe.web.tables import Batch, Column, Filter, Table
from hebe.web.todos import cells
from hebe.web.todos.forms import people


def _owners(actor: Actor) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in people(actor)]


class TodosTable(Table):
    """Work by its deadline; open work unless another state is asked for."""

    key = "todos"
    model = Todo
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
        Filter("q", _("Words or customer"), kind="text", field="words"),
        Filter("whose", _("Whose"), field="mine", ops=(("mine", "yes"), ("team", "no")),
               choices=(("mine", _("Mine")), ("team", _("The team's")))),
        Filter("state", _("State")),
        Filter("kind", _("Kind")),
        Filter("overdue", _("Overdue"), ops=(("1", "yes"), ("0", "no")),
               choices=(("1", _("Overdue")), ("0", _("In time")))),
        Filter("owner", _("Owner"), choices=_owners),
        Filter("due", _("Due"), kind="days"),
    )  # fmt: skip
    batch = (Batch("hand_over", _("Hand over"), "todos:batch_hand_over", "todos.hand_over"),)
    default_sort = "due_at"
    filter_url = "todos:filter"
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
