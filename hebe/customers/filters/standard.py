"""What a customer can be filtered by out of the box."""

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.access.actor import Actor
from hebe.customers.choices import FactKind, Level, Sex, Stage
from hebe.customers.models import Channel, Contact, Customer, CustomerTag, OpeningFact, Tag
from hebe.customers.queries.reach import customers, mine_of
from hebe.customers.queries.search import keys_named
from hebe.customers.tokens import phone_digest
from hebe.filters import Field, register, subject
from hebe.filters.build import (
    by_day,
    chosen,
    containing,
    exactly,
    flagged,
    marked,
    ranged,
    rows_of,
    words_of,
)
from hebe.filters.registry import Build
from hebe.kernel import clock, phones, zodiac
from hebe.staff.models import Member
from hebe.tenancy.models import Store


def _years_before(day: date, years: int) -> date:
    """Return the day so many years ago, within the calendar."""
    year = min(max(MINYEAR, day.year - years), MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _age(actor: Actor, op: str, value: Any) -> Q:
    """Turn ages into birthdays: at least n means born n years ago or earlier."""
    today = clock.today(actor.zone)
    low, high = value if op == "between" else (value, value)
    born = Q(birthday__isnull=False)
    if op != "at_most":
        born &= Q(birthday__lte=_years_before(today, low))
    if op != "at_least":
        born &= Q(birthday__gt=_years_before(today, high + 1))
    return born


@lru_cache(maxsize=1)
def _sign_days() -> dict[str, list[tuple[int, int, int]]]:
    """Return the stretches (month, first day, last day) of every sign, over a leap year."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for offset in range(366):
        day = date(2000, 1, 1) + timedelta(days=offset)
        parts = found.setdefault(zodiac.sign(day), [])
        if parts and parts[-1][0] == day.month:
            parts[-1] = (day.month, parts[-1][1], day.day)
        else:
            parts.append((day.month, day.day, day.day))
    return found


def _sign(_actor: Actor, op: str, value: Any) -> Q:
    under = Q(pk__in=())
    for sign in value:
        for month, first, last in _sign_days()[sign]:
            under |= Q(birthday__month=month, birthday__day__gte=first, birthday__day__lte=last)
    return ~under if op == "is_not" else under


def _brought(kind: FactKind) -> Build:
    def build(actor: Actor, op: str, value: Any) -> Q:
        facts = OpeningFact.objects.of(actor).filter(kind=kind)
        return Q(pk__in=facts.filter(ranged("amount")(actor, op, value)).values("customer_id"))

    return build


def _minor(actor: Actor, op: str, _value: Any) -> Q:
    young = Q(birthday__gt=_years_before(clock.today(actor.zone), 18))
    return young if op == "yes" else ~young


def _months(_actor: Actor) -> Iterable[tuple[int, Any]]:
    return ((month, date(2000, month, 1).strftime("%m")) for month in range(1, 13))


def _named(actor: Actor, _op: str, value: Any) -> Q:
    return Q(pk__in=keys_named(actor, value))


def _mine(actor: Actor, op: str, _value: Any) -> Q:
    return mine_of(actor) if op == "yes" else ~mine_of(actor)


def _phone(actor: Actor, op: str, value: Any) -> Q:
    """Find a sealed number by the hash of all of it, her mobile or another of hers."""
    if op in {"filled", "empty"}:
        return Q(phone_digest__isnull=op == "empty")
    digest = phone_digest(phones.canonical(value) or value)
    others = Contact.objects.of(actor).filter(digest=digest).values("customer_id")
    hers = Q(phone_digest=digest) | Q(pk__in=others)
    return ~hers if op == "is_not" else hers


SPENT = "see.customers.spent"
ROWS = "customers.view"
ADVISORS = rows_of(Member, post="advisor")
DOCTORS = rows_of(Member, post="doctor")
STORED = _brought(FactKind.PRINCIPAL)
TAGS = marked(CustomerTag.objects.of, "customer_id", "tag_id")
subject("customers", Customer, "customers.view", customers)
register(
    Customer,
    Field("tag", _("tag"), "tags", TAGS, rows_of(Tag)),
    Field("last_visit", _("last visit"), "day", by_day("last_visit_on")),
    Field("spent", _("total spent"), "money", ranged("spent_fen"), right=SPENT, rows_by=ROWS),
    Field("age", _("age"), "number", _age),
    Field("level", _("member level"), "choice", chosen("level"), words_of(Level)),
    Field("stage", _("life-cycle stage"), "choice", chosen("stage"), words_of(Stage),
          always=True),
    Field("channel", _("channel"), "choice", chosen("channel_id"), rows_of(Channel)),
    Field("store", _("store"), "choice", chosen("home_store_id"), rows_of(Store), always=True),
    Field("advisor", _("advisor"), "choice", chosen("advisor_id"), ADVISORS),
    Field("doctor", _("doctor"), "choice", chosen("doctor_id"), DOCTORS),
    Field("sign", _("zodiac sign"), "choice", _sign, lambda _a: zodiac.LABELS.items(),
          always=True),
    Field("birthday_month", _("birthday month"), "choice", chosen("birthday__month"), _months,
          always=True),
    Field("sex", _("sex"), "choice", chosen("sex"), words_of(Sex)),
    Field("created", _("entered"), "day", by_day("created_at", instant=True), always=True),
    Field("first_visit", _("first visit"), "day", by_day("first_visit_on")),
    Field("checked", _("data last confirmed"), "day", by_day("checked_at", instant=True)),
    Field("key", _("key customer"), "flag", flagged(Q(is_key=True))),
    Field("mine", pgettext_lazy("filter", "in my care"), "flag", _mine),
    Field("who", pgettext_lazy("filter", "customer"), "search", _named),
    Field("name", _("name"), "text", containing("name")),
    Field("phone", _("mobile or landline, whole"), "exact", _phone),
    Field("member_no", _("member number"), "exact", exactly("member_no", upper=True),
          always=True),
    Field("parking", _("needs parking"), "flag", flagged(~Q(parking=""))),
    Field("minor", _("under 18"), "flag", _minor),
    Field("referred", _("came through a friend"), "flag", flagged(Q(referrer__isnull=False))),
    Field(
        "principal", _("stored value brought over"), "money", STORED, right=SPENT, rows_by=ROWS
    ),
    Field(
        "debt", _("debt brought over"), "money", _brought(FactKind.DEBT),
        right=SPENT, rows_by=ROWS,
    ),
    Field("character", _("character and habits"), "text", containing("character")),
)  # fmt: skip
