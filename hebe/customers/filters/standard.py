"""What a customer can be filtered by out of the box."""

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

import hebe.customers.filters.values  # noqa: F401  registers the readers of values
from hebe.access.actor import Actor
from hebe.customers.choices import FactKind, Level, Sex, Stage
from hebe.customers.filters.language import Build, Choices, Field, register
from hebe.customers.models import Channel, CustomerTag, OpeningFact, Tag
from hebe.kernel import clock, zodiac
from hebe.staff.models import Member
from hebe.tenancy.models import Store


def chosen(path: str) -> Build:
    """Filter a column by choices."""

    def build(_actor: Actor, op: str, value: Any) -> Q:
        inside = Q(**{f"{path}__in": value})
        return ~inside if op == "is_not" else inside

    return build


def ranged(path: str) -> Build:
    """Filter a column by least and most."""

    def build(_actor: Actor, op: str, value: Any) -> Q:
        if op == "between":
            return Q(**{f"{path}__gte": value[0], f"{path}__lte": value[1]})
        return Q(**{f"{path}__{'gte' if op == 'at_least' else 'lte'}": value})

    return build


def by_day(path: str, *, instant: bool = False) -> Build:
    """Filter a date column, or the local day of an instant."""

    def edge(actor: Actor, day: date, *, end: bool) -> Any:
        return clock.day_bounds(day, actor.zone)[end] if instant else day

    def build(actor: Actor, op: str, value: Any) -> Q:
        if op == "never":
            return Q(**{f"{path}__isnull": True})
        day = value if isinstance(value, date) else _days_ago(actor, value)
        if op in {"within_days", "on_or_after"}:
            return Q(**{f"{path}__gte": edge(actor, day, end=False)})
        if op == "before_days":
            return Q(**{f"{path}__lt": edge(actor, day, end=False)})
        return Q(**{f"{path}__{'lt' if instant else 'lte'}": edge(actor, day, end=instant)})

    return build


def _days_ago(actor: Actor, days: int) -> date:
    return clock.today(actor.zone) - timedelta(days=days)


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


def _tags(actor: Actor, op: str, value: Any) -> Q:
    marks = CustomerTag.objects.of(actor).filter(tag_id__in=value)
    if op == "all":
        counted = (
            marks.values("customer_id").annotate(n=Count("tag_id")).filter(n=len(set(value)))
        )
        return Q(pk__in=counted.values("customer_id"))
    inside = Q(pk__in=marks.values("customer_id"))
    return ~inside if op == "none" else inside


def _brought(kind: FactKind) -> Build:
    def build(actor: Actor, op: str, value: Any) -> Q:
        facts = OpeningFact.objects.of(actor).filter(kind=kind)
        return Q(pk__in=facts.filter(ranged("amount")(actor, op, value)).values("customer_id"))

    return build


def flagged(yes: Q) -> Build:
    """Filter by a condition that holds or does not."""
    return lambda _actor, op, _value: yes if op == "yes" else ~yes


def _minor(actor: Actor, op: str, _value: Any) -> Q:
    young = Q(birthday__gt=_years_before(clock.today(actor.zone), 18))
    return young if op == "yes" else ~young


def rows_of(model: Any, **only: Any) -> Choices:
    """Offer the group's rows of a model by name."""
    return lambda actor: (
        (row.pk, row.name) for row in model.objects.of(actor).filter(**only).order_by("name")
    )


def _months(_actor: Actor) -> Iterable[tuple[int, Any]]:
    return ((month, date(2000, month, 1).strftime("%m")) for month in range(1, 13))


SPENT = "see.customers.spent"
ADVISORS = rows_of(Member, post="advisor")
DOCTORS = rows_of(Member, post="doctor")
STORED = _brought(FactKind.PRINCIPAL)
register(
    Field("tag", _("tag"), "tags", _tags, rows_of(Tag)),
    Field("last_visit", _("last visit"), "day", by_day("last_visit_on")),
    Field("spent", _("total spent"), "money", ranged("spent_fen"), right=SPENT),
    Field("age", _("age"), "number", _age),
    Field("level", _("member level"), "choice", chosen("level"), lambda _a: Level.choices),
    Field("stage", _("life-cycle stage"), "choice", chosen("stage"), lambda _a: Stage.choices),
    Field("channel", _("channel"), "choice", chosen("channel_id"), rows_of(Channel)),
    Field("store", _("store"), "choice", chosen("home_store_id"), rows_of(Store)),
    Field("advisor", _("advisor"), "choice", chosen("advisor_id"), ADVISORS),
    Field("doctor", _("doctor"), "choice", chosen("doctor_id"), DOCTORS),
    Field("sign", _("zodiac sign"), "choice", _sign, lambda _a: zodiac.LABELS.items()),
    Field("birthday_month", _("birthday month"), "choice", chosen("birthday__month"), _months),
    Field("sex", _("sex"), "choice", chosen("sex"), lambda _a: Sex.choices),
    Field("created", _("entered"), "day", by_day("created_at", instant=True)),
    Field("checked", _("data last confirmed"), "day", by_day("checked_at", instant=True)),
    Field("key", _("key customer"), "flag", flagged(Q(is_key=True))),
    Field("parking", _("needs parking"), "flag", flagged(~Q(parking=""))),
    Field("minor", _("under 18"), "flag", _minor),
    Field("referred", _("came through a friend"), "flag", flagged(Q(referrer__isnull=False))),
    Field("principal", _("stored value brought over"), "money", STORED, right=SPENT),
    Field("debt", _("debt brought over"), "money", _brought(FactKind.DEBT), right=SPENT),
    Field("character", _("character and habits"), "text",
          lambda _a, _op, value: Q(character__icontains=value)),
)  # fmt: skip
