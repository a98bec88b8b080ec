"""What everybody who meets a customer must know at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hebe.access.actor import Actor
from hebe.customers import rules
from hebe.customers.choices import FactKind
from hebe.customers.models import Customer, OpeningFact
from hebe.customers.sight import show
from hebe.kernel import clock
from hebe.kernel.money import yuan

BIRTHDAY_WITHIN = 7


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to know; `strong` is its important part, `text` the rest."""

    kind: str
    tone: str
    icon: str
    strong: str = ""
    text: str = ""


def alerts(
    actor: Actor,
    customer: Customer,
    opening: list[OpeningFact] | None = None,
    *,
    at: Iterable[int] = (),
) -> list[Alert]:
    """Return what to know about her today, gravest first.

    `opening` are her opening facts when they are already loaded; otherwise one query. `at` are
    the stores of the booking, visit or order that she came through.
    """
    at = tuple(at)
    today = clock.today(actor.zone)
    facts = list(customer.opening.all()) if opening is None else opening
    found = [
        _allergy(actor, customer, at),
        _minor(customer, today),
        _debt(actor, customer, facts, at),
        _birthday(customer, today),
        _parking(customer),
        _first(customer),
        _stale(customer, today),
    ]
    return [alert for alert in found if alert]


def allergies_of(actor: Actor, customer: Customer, at: Iterable[int] = ()) -> str:
    """Return what she is allergic to; "" when nothing, or not for this reader's eyes."""
    text = show(actor, customer, "allergies", customer.allergies, at=at) or ""
    return text if rules.allergies_said(text) == "some" else ""


def _allergy(actor: Actor, customer: Customer, at: Iterable[int]) -> Alert | None:
    text = allergies_of(actor, customer, at)
    return Alert("allergy", "bad", "alert-triangle", _("Allergy"), text) if text else None


def _minor(customer: Customer, today: date) -> Alert | None:
    if not rules.is_minor(customer.birthday, today):
        return None
    if not customer.guardian_name:
        return Alert("minor", "bad", "shield-lock", _("Under 18"), _("no guardian on file"))
    guardian = _("guardian %(name)s") % {"name": customer.guardian_name}
    return Alert("minor", "wait", "shield-lock", _("Under 18"), guardian)


def _debt(
    actor: Actor, customer: Customer, facts: list[OpeningFact], at: Iterable[int]
) -> Alert | None:
    owed = sum(fact.amount for fact in facts if fact.kind == FactKind.DEBT)
    if owed <= 0 or show(actor, customer, "spent", str(owed), at=at) is None:
        return None
    return Alert("debt", "bad", "receipt-2", _("Debt ¥%(amount)s") % {"amount": yuan(owed)},
                 _("brought over"))  # fmt: skip


def _birthday(customer: Customer, today: date) -> Alert | None:
    if customer.birthday is None:
        return None
    days = rules.days_to_birthday(customer.birthday, today)
    if days > BIRTHDAY_WITHIN:
        return None
    if days == 0:
        return Alert("birthday", "brand", "cake", _("Birthday today"))
    text = ngettext("Birthday tomorrow", "Birthday in %(days)s days", days) % {"days": days}
    return Alert("birthday", "brand", "cake", "", text)


def _parking(customer: Customer) -> Alert | None:
    if not customer.parking:
        return None
    return Alert("parking", "info", "parking", "", _("Needs parking: %(what)s") % {
        "what": customer.parking})  # fmt: skip


def _first(customer: Customer) -> Alert | None:
    return (
        None
        if customer.last_visit_on
        else Alert("first", "good", "sparkles", "", _("First visit"))
    )


def _stale(customer: Customer, today: date) -> Alert | None:
    last = (customer.checked_at or customer.updated_at).date()
    if (today - last).days <= rules.STALE_DAYS:
        return None
    months = (today - last).days // 30
    text = _("Data not confirmed for %(months)s months") % {"months": months}
    return Alert("stale", "wait", "clock-exclamation", "", text)
