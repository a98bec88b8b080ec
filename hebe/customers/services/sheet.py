"""Customers as an Excel sheet: the same cards, the same masks as on the screen."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hebe.access.actor import Actor, requires
from hebe.customers.events import CustomersExported
from hebe.customers.queries.cards import CustomerCard, cards_of, with_card
from hebe.customers.queries.reach import customers
from hebe.jobs.sheets import workbook
from hebe.journal.publish import publish

PART = 1000
Progress = Callable[[int], object]


def _columns(actor: Actor) -> list[tuple[str, Callable[[CustomerCard], Any]]]:
    found: list[tuple[str, Callable[[CustomerCard], Any]]] = [
        (_("Member number"), lambda c: c.member_no),
        (_("Record number"), lambda c: c.record_no),
        (_("Name"), lambda c: c.name),
        (_("Sex"), lambda c: c.sex_label),
        (_("Age"), lambda c: c.age),
        (_("Mobile"), lambda c: c.phone or ""),
        (_("Member level"), lambda c: c.level_label),
        (_("Life-cycle stage"), lambda c: c.stage_label),
        (_("Tags"), lambda c: "、".join(tag.name for tag in c.tags)),
        (_("Channel"), lambda c: c.channel),
        (_("Store"), lambda c: c.store),
        (_("Doctor"), lambda c: c.doctor),
        (_("Advisor"), lambda c: c.advisor),
        (
            pgettext("customer", "Last visit"),
            lambda c: c.last_visit_on.isoformat() if c.last_visit_on else "",
        ),
        (_("Entered"), lambda c: c.created_at.date().isoformat()),
    ]
    if actor.may("see.customers.spent"):
        found.append((_("Total spent (yuan)"), lambda c: (c.spent_fen or 0) / 100))
    return found


@requires("customers.export")
@transaction.atomic
def export_customers(
    actor: Actor, *, customer_ids: Iterable[int], progress: Progress = bool
) -> bytes:
    """Return an Excel file of these customers within reach; numbers as this actor sees them.

    `progress` is told how many are written. That it was done stays in the audit trail.
    """
    keys = list(customer_ids)
    columns = _columns(actor)
    rows = ([cell(card) for _label, cell in columns] for card in _cards(actor, keys, progress))
    book = workbook([label for label, _cell in columns], rows, title=_("Customers"))
    publish(actor, CustomersExported(len(keys)))
    return book


def _cards(actor: Actor, keys: list[int], progress: Progress) -> Iterable[CustomerCard]:
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        rows = with_card(customers(actor, "customers.export").filter(pk__in=part))
        yield from cards_of(actor, rows.order_by("pk"))
        progress(min(start + PART, len(keys)))
