"""Who changed or looked at what of a customer (CUS-19)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor, requires
from hebe.customers.models import Customer
from hebe.customers.queries.reach import customers
from hebe.journal.models import Audit
from hebe.journal.publish import subject_of
from hebe.kernel.errors import NotFound
from hebe.tenancy.words import advisor_word

ACTS = {
    "CustomerViewed": gettext_lazy("looked at the file"),
    "CustomerCreated": gettext_lazy("entered her"),
    "CustomerUpdated": gettext_lazy("changed data"),
    "CustomerTeamChanged": gettext_lazy("changed the team"),
    "CustomerTagged": gettext_lazy("put a tag on"),
    "CustomerUntagged": gettext_lazy("took a tag off"),
    "CustomerMarked": gettext_lazy("changed the key-customer mark"),
    "ContactAdded": gettext_lazy("added a contact"),
    "ContactRemoved": gettext_lazy("removed a contact"),
    "FieldRevealed": gettext_lazy("saw a number in full"),
    "CustomerDataConfirmed": gettext_lazy("confirmed the data"),
    "CustomerNamed": gettext_lazy("found a colleague's customer by her full number"),
    "CustomerReceived": gettext_lazy("received a colleague's customer"),
    "CustomerStageChanged": gettext_lazy("changed the stage"),
}
LINKS = {
    "doctor": gettext_lazy("Doctor"),
    "advisor": advisor_word,
    "carer": gettext_lazy("Follow-up"),
    "home_store": gettext_lazy("Store"),
    "channel": gettext_lazy("Channel"),
    "referrer": gettext_lazy("Introduced by"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of her data: who, when, and each field before and after."""

    at: datetime
    who: str
    act: str
    fields: list[tuple[str, Any, Any]]

    @property
    def label(self) -> str:
        """Return the act in the reader's words."""
        return str(ACTS.get(self.act, self.act))


@requires("customers.history")
def change_history(actor: Actor, customer_id: int, limit: int = 100) -> list[Change]:
    """Return who changed or looked at what of her, newest first."""
    customer = customers(actor, "customers.history").filter(pk=customer_id).first()
    if customer is None:
        raise NotFound
    rows: QuerySet[Any] = Audit.objects.of(actor).filter(subject=subject_of(customer))
    return [_change(row) for row in rows.order_by("-id")[:limit]]


def _change(row: Audit) -> Change:
    before, after = row.data.get("before") or {}, row.data.get("after") or {}
    fields = [(_label(name), before.get(name), after.get(name)) for name in {**before, **after}]
    if row.data.get("reason"):
        fields.append((_("Reason"), None, row.data["reason"]))
    return Change(row.at, row.who, row.act, fields)


def _label(name: str) -> str:
    bare = name.removesuffix("_id")
    if bare in LINKS:
        return str(LINKS[bare])
    column: Any = {f.name: f for f in Customer._meta.fields}.get(bare)
    return str(column.verbose_name) if column is not None else bare
