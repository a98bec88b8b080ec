"""Customers as people and programs may see them: field rights are applied here, once.

Screens, exports and the API all show a `CustomerCard`; none of them reads a row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.customers import rules
from hebe.customers.choices import Level, Sex, Stage
from hebe.customers.models import Customer
from hebe.customers.sight import know_places, show
from hebe.kernel import clock, phones, zodiac

STAGE_TONES = {
    Stage.LEAD: "quiet",
    Stage.NEW: "info",
    Stage.ACTIVE: "good",
    Stage.DORMANT: "wait",
    Stage.LOST: "bad",
    Stage.WON_BACK: "brand",
}
PLAIN = (
    "id", "name", "sex", "birthday", "member_no", "record_no", "level", "stage", "is_key",
    "parking", "last_visit_on", "created_at",
)  # fmt: skip
JOINED = ("home_store", "channel", "advisor", "doctor", "carer")
READ = (*PLAIN, "phone", "spent_fen", "name_key", *(f"{other}__name" for other in JOINED))
UNSAID_TEXTS = (
    "sex", "sex_label", "sign", "member_no", "record_no", "level", "level_label", "level_look",
    "stage", "stage_label", "stage_tone", "channel", "doctor", "carer", "parking",
)  # fmt: skip
LEVEL_LOOKS = {Level.SILVER: "silver", Level.GOLD: "gold", Level.DIAMOND: "black"}


@dataclass(frozen=True, slots=True)
class TagMark:
    """A tag as it stands on a customer."""

    id: int
    name: str
    tone: str


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """What every list needs to know of a customer; None means: not for this reader's eyes."""

    id: int
    name: str
    sex: str
    sex_label: str
    age: int | None
    birthday: date | None
    sign: str
    phone: str | None
    phone_is_masked: bool
    member_no: str
    record_no: str
    level: str
    level_label: str
    level_look: str
    stage: str
    stage_label: str
    stage_tone: str
    is_key: bool
    is_minor: bool
    store_id: int
    store: str
    channel: str
    advisor: str
    doctor: str
    carer: str
    parking: str
    tags: tuple[TagMark, ...]
    last_visit_on: date | None
    days_away: int | None
    spent_fen: int | None
    created_at: datetime

    def __str__(self) -> str:
        return self.name

    @property
    def pk(self) -> int:
        """Return her key, so that a card can stand in a list where a row does."""
        return self.id

    @property
    def initial(self) -> str:
        """Return what stands in the avatar."""
        return self.name[:1]

    @property
    def birthday_said(self) -> str:
        """Return the day and month of her birthday in the reader's words."""
        return date_format(self.birthday, _("j F")) if self.birthday else ""

    @property
    def tail(self) -> str:
        """Return the last four digits of her number, which people say aloud."""
        return self.phone[-4:] if self.phone else ""

    @property
    def more_tags(self) -> int:
        """Return how many tags a list's cell leaves out."""
        return max(0, len(self.tags) - 2)

    def from_afar(self) -> "CustomerCard":
        """Return what a colleague learns before she receives her: name, store and advisor."""
        unsaid: dict[str, Any] = dict.fromkeys(UNSAID_TEXTS, "")
        unsaid |= dict.fromkeys(("age", "birthday", "phone", "last_visit_on", "days_away"))
        return replace(self, **unsaid, spent_fen=None, is_key=False, is_minor=False, tags=())

    @property
    def team(self) -> str:
        """Return the doctor and the advisor on one line."""
        return " + ".join(filter(None, (self.doctor, self.advisor)))


@dataclass(frozen=True, slots=True)
class Glance:
    """What stands beside a name: her level and the end of her number."""

    level: str
    level_label: str
    tail: str


def glance_of(actor: Actor, customer: Customer, at: Iterable[int]) -> Glance:
    """Return what tells a customer, who came through these stores, from her namesakes."""
    number = show(actor, customer, "phone", customer.phone, phones.mask, at=at) or ""
    return Glance(customer.level, str(Level(customer.level).label), number[-4:])


def with_card(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Load all a card needs, and no more: three queries for any number of customers.

    Who needs the rest of her file adds `defer(None)`.
    """
    return rows.select_related(*JOINED).only(*READ).prefetch_related("tags__tag")


def card_of(
    actor: Actor, customer: Customer, today: date | None = None, *, at: Iterable[int] = ()
) -> CustomerCard:
    """Return one customer as this actor may see her; the row comes from `with_card`.

    `at` are the stores of the booking, visit or order that she came through.
    """
    today, at = today or clock.today(actor.zone), tuple(at)
    number = show(actor, customer, "phone", customer.phone, phones.mask, at=at)
    spent = show(actor, customer, "spent", str(customer.spent_fen), at=at)
    birthday, visited = customer.birthday, customer.last_visit_on
    return CustomerCard(
        **{name: getattr(customer, name) for name in PLAIN},
        sex_label=str(Sex(customer.sex).label) if customer.sex else "",
        age=rules.age(birthday, today),
        sign=str(zodiac.label(birthday)) if birthday else "",
        phone=number,
        phone_is_masked=bool(number) and number != customer.phone,
        level_label=str(Level(customer.level).label),
        level_look=LEVEL_LOOKS.get(Level(customer.level), ""),
        stage_label=str(Stage(customer.stage).label),
        stage_tone=STAGE_TONES[Stage(customer.stage)],
        is_minor=rules.is_minor(birthday, today),
        store_id=customer.home_store_id,
        store=customer.home_store.name,
        channel=customer.channel.name if customer.channel else "",
        advisor=customer.advisor.name if customer.advisor else "",
        doctor=customer.doctor.name if customer.doctor else "",
        carer=customer.carer.name if customer.carer else "",
        tags=_marks(customer),
        days_away=(today - visited).days if visited else None,
        spent_fen=int(spent) if spent is not None else None,
    )


def _marks(customer: Customer) -> tuple[TagMark, ...]:
    """Return her tags: coloured ones first, those of rules last."""
    marks = sorted(customer.tags.all(), key=lambda m: (not m.tag.tone, m.pk))
    return tuple(TagMark(m.tag_id, m.tag.name, m.tag.tone) for m in marks)


def cards_of(
    actor: Actor, customers: Iterable[Customer], *, at: Iterable[int] = ()
) -> list[CustomerCard]:
    """Return customers as this actor may see them."""
    today, at, rows = clock.today(actor.zone), tuple(at), list(customers)
    if not at:
        know_places(actor, rows)
    return [card_of(actor, customer, today, at=at) for customer in rows]


def cards_by_key(
    actor: Actor, keys: Iterable[int], *, at: Iterable[int]
) -> dict[int, CustomerCard]:
    """Return cards by key, for lists of higher apps whose own rows, `at` these stores, were
    already in reach.

    Three queries for any number: this is how tags, parking and level stand on the calendar,
    the board and the to-dos (TAG-12).
    """
    rows = with_card(Customer.objects.of(actor).filter(pk__in=set(keys)))
    return {card.id: card for card in cards_of(actor, rows, at=at)}
