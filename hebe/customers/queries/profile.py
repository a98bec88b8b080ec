"""Everything this app knows of one customer, on one page (CUS-06)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef

from hebe.access.actor import Actor, requires
from hebe.customers import rules
from hebe.customers.choices import FACTS_IN_FEN, ContactKind, FactKind, Sensitivity
from hebe.customers.models import Contact, Customer, OpeningFact
from hebe.customers.queries.alerts import Alert, alerts
from hebe.customers.queries.cards import CustomerCard, card_of, with_card
from hebe.customers.queries.own import OwnLine, own_lines
from hebe.customers.queries.reach import reach
from hebe.customers.sight import know_places, sees, show
from hebe.kernel import clock, phones
from hebe.kernel.errors import NotFound

FRIENDS = 20
PLAIN = (
    "referrer_id", "referrer_opens", "first_visit_on", "skin_type", "wishes", "expectation",
    "budget", "character", "guardian_name", "note", "checked_at", "updated_at", "advisor_id",
    "doctor_id", "carer_id", "channel_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A further way to reach her, masked if need be."""

    id: int
    kind: str
    kind_label: str
    value: str
    is_masked: bool

    @property
    def slug(self) -> str:
        """Return how an address names it."""
        return str(self.id)


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A balance brought over from the old system: a fact, not yet a ledger entry."""

    kind: str
    kind_label: str
    what: str
    amount: int
    is_money: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """One customer as this actor may see her; None means: not for this reader's eyes.

    `referrer` is masked, and does not open, beyond the actor's reach. `gone` are the roles of
    her team whose person has left.
    """

    card: CustomerCard
    alerts: list[Alert]
    referrer_id: int | None
    referrer: str
    referrer_opens: bool
    contacts: list[ContactLine]
    id_number: str | None
    first_visit_on: date | None
    address: str | None
    allergies: str | None
    health: str | None
    skin_type: str
    wishes: str
    expectation: str
    budget: str
    price_sensitivity: str
    character: str
    guardian_name: str
    guardian_phone: str | None
    note: str
    checked_at: datetime | None
    updated_at: datetime
    advisor_id: int | None
    doctor_id: int | None
    carer_id: int | None
    channel_id: int | None
    own: list[OwnLine]
    gone: frozenset[str] = frozenset()
    opening: list[OpeningLine] = field(default_factory=list)
    friends: list[CustomerCard] = field(default_factory=list)
    friends_count: int = 0

    @property
    def allergies_said(self) -> str:
        """Return what her file says about allergies: some, none or unsaid."""
        return rules.allergies_said(self.allergies or "")


@requires("customers.view")
def profile(actor: Actor, customer_id: int) -> Profile:
    """Return her profile, in a constant number of queries; NotFound when out of reach."""
    within = Customer.objects.of(actor).filter(reach(actor))
    opens = Exists(within.filter(pk=OuterRef("referrer_id")))
    rows = with_card(within).defer(None)
    rows = rows.annotate(introduced_by=F("referrer__name"), referrer_opens=opens)
    customer = rows.prefetch_related("contacts", "opening").filter(pk=customer_id).first()
    if customer is None:
        raise NotFound
    opening = list(customer.opening.all())
    brought = within.filter(referrer_id=customer_id).order_by("-spent_fen", "pk")
    keys = list(brought.values_list("pk", flat=True)[:FRIENDS])
    friends = list(with_card(brought.filter(pk__in=keys)))
    know_places(actor, [customer, *friends])
    return Profile(
        card=card_of(actor, customer),
        alerts=alerts(actor, customer, opening),
        referrer=_introducer(customer),
        contacts=[_contact(actor, customer, contact) for contact in customer.contacts.all()],
        id_number=show(actor, customer, "id_number", customer.id_number, phones.mask),
        address=show(actor, customer, "address", customer.address),
        allergies=show(actor, customer, "allergies", customer.allergies),
        health=show(actor, customer, "health", customer.health),
        price_sensitivity=_sensitivity(customer),
        guardian_phone=show(actor, customer, "phone", customer.guardian_phone, phones.mask),
        own=own_lines(actor, customer),
        gone=_gone(customer, clock.today(actor.zone)),
        opening=_opening(actor, customer, opening),
        friends=[card_of(actor, friend) for friend in friends],
        friends_count=len(keys) if len(keys) < FRIENDS else brought.count(),
        **{name: getattr(customer, name) for name in PLAIN},
    )


def _introducer(customer: Any) -> str:
    """Return the name of who brought her, masked beyond the actor's reach."""
    name: str = customer.introduced_by or ""
    return rules.masked_name(name) if name and not customer.referrer_opens else name


def _sensitivity(customer: Customer) -> str:
    known = customer.price_sensitivity
    return str(Sensitivity(known).label) if known else ""


def _gone(customer: Customer, today: date) -> frozenset[str]:
    team = {"doctor": customer.doctor, "advisor": customer.advisor, "carer": customer.carer}
    left = {role: member.left_on for role, member in team.items() if member}
    return frozenset(role for role, day in left.items() if day and day < today)


def _contact(actor: Actor, customer: Customer, contact: Contact) -> ContactLine:
    value = show(actor, customer, "phone", contact.value, _masked) or ""
    label = str(ContactKind(contact.kind).label)
    return ContactLine(contact.pk, contact.kind, label, value, value != contact.value)


def _masked(value: str) -> str:
    """Return a number masked in the middle, any other contact after its first characters."""
    return phones.mask(value) if phones.is_valid(value) else f"{value[:2]}****"


def _what(actor: Actor, customer: Customer, fact: OpeningFact) -> str:
    number = show(actor, customer, "phone", fact.said, phones.mask)
    return f"{fact.what} {number or ''}".strip()


def _opening(actor: Actor, customer: Customer, facts: list[OpeningFact]) -> list[OpeningLine]:
    if not sees(actor, customer, "spent"):
        return []
    order = FactKind.values
    return [
        OpeningLine(
            fact.kind,
            str(FactKind(fact.kind).label),
            _what(actor, customer, fact),
            fact.amount,
            fact.kind in FACTS_IN_FEN,
        )
        for fact in sorted(facts, key=lambda fact: (order.index(fact.kind), fact.what))
    ]
