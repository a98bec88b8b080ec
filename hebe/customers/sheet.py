"""Customers as a workbook: the same cards, the same masks as on the screen."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hebe.access.actor import Actor
from hebe.customers.queries.cards import CustomerCard, cards_of, with_card
from hebe.customers.queries.reach import customers
from hebe.jobs.exports import Columns, Sheet
from hebe.kernel import clock
from hebe.tenancy.words import advisor_word


def _columns(actor: Actor) -> Columns:
    found: Columns = [
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
        (str(advisor_word), lambda c: c.advisor),
        (
            pgettext("customer", "Last visit"),
            lambda c: c.last_visit_on.isoformat() if c.last_visit_on else "",
        ),
        (_("Entered"), lambda c: clock.day_of(c.created_at, actor.zone).isoformat()),
    ]
    if actor.may("see.customers.spent"):
        found.append((_("Total spent (yuan)"), _spent))
    return found


def _spent(card: CustomerCard) -> float | str:
    return "" if card.spent_fen is None else card.spent_fen / 100


def _cards(actor: Actor, keys: Sequence[int]) -> Iterable[CustomerCard]:
    rows = with_card(customers(actor, "customers.export").filter(pk__in=keys))
    return cards_of(actor, rows.order_by("pk"))


CUSTOMERS = Sheet("customers", gettext_lazy("Customers"), "customers.export", _columns, _cards)
