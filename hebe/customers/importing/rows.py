"""From a row of an old list to the rows of our tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from hebe.access.actor import Actor
from hebe.customers import rules, tokens
from hebe.customers.choices import ContactKind, FactKind, Level, Stage
from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.models import Channel, Contact, Customer, OpeningFact, SearchEntry, Tag
from hebe.customers.services.index import fragments_of, rank_of
from hebe.kernel import clock, pinyin
from hebe.staff.models import Member
from hebe.tenancy.models import Store, next_number

LEVELS = {"银": Level.SILVER, "金": Level.GOLD, "钻": Level.DIAMOND, "黑": Level.DIAMOND}
TEXTS = {"skin_type": 40, "address": 200}
BLANK = ("sex", "birthday", "level", "skin_type", "address", "allergies", "health", "note")


@dataclass(slots=True)
class Dictionaries:
    """What a file's words stand for in this group."""

    stores: dict[str, int]
    members: dict[str, int]
    channels: dict[str, int] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)


def dictionaries(actor: Actor, rows: Iterable[ParsedRow]) -> Dictionaries:
    """Return stores and people by name, and channels and tags, making the missing ones."""
    rows = list(rows)
    words = Dictionaries(
        {s.name: s.pk for s in Store.objects.of(actor)},
        {m.name: m.pk for m in Member.objects.of(actor).filter(left_on=None)},
    )
    channels = {str(r.values["channel"])[:40] for r in rows if r.values.get("channel")}
    tags = {tag[:30] for r in rows for tag in r.tags}
    words.channels = _made(actor, Channel, channels)
    words.tags = _made(actor, Tag, tags)
    return words


def _made(actor: Actor, model: Any, names: set[str]) -> dict[str, int]:
    model.unscoped.bulk_create(
        [model(group_id=actor.group_id, name=name) for name in sorted(names)],
        ignore_conflicts=True,
    )
    rows = model.objects.of(actor).filter(name__in=names)
    return dict(rows.values_list("name", "pk"))


def level_of(text: str) -> str:
    """Return the member level that a word such as 金卡会员 stands for."""
    return next((str(level) for mark, level in LEVELS.items() if mark in text), "")


def health_of(values: dict[str, Any]) -> str:
    """Return the health remarks of a row as one text."""
    parts = (values.get("health"), values.get("past_treatments"))
    return "\n".join(str(part) for part in parts if part)


def note_of(values: dict[str, Any]) -> str:
    """Return remarks and unmapped columns as one text, so that nothing is lost."""
    lines = [str(values["notes"])] if values.get("notes") else []
    keys = ("occupation", "channel_detail", "referrer")
    lines += [str(values[key]) for key in keys if values.get(key)]
    lines += [f"{heading}：{text}" for heading, text in (values.get("extra") or {}).items()]
    return "\n".join(lines)


def _moment(day: date | None, zone: str) -> datetime:
    return clock.at(day, time(9), zone) if day else clock.now()


def _stage(last: date | None, today: date) -> str:
    if last is None:
        return Stage.LEAD.value
    return rules.stage_at_rest(Stage.ACTIVE.value, last, today)


def customer_of(
    actor: Actor, row: ParsedRow, words: Dictionaries, store: Store, number: str, record: str
) -> Customer:
    """Return a new customer for a row; words that name nobody here are left out."""
    values = row.values
    last = values.get("last_visit_on") or values.get("first_visit_on")
    return Customer(
        group_id=actor.group_id,
        name=row.name[:60],
        name_key=pinyin.sort_key(row.name)[:160],
        phone=row.phone,
        phone_digest=tokens.phone_digest(row.phone),
        sex=str(values.get("sex", "")),
        birthday=values.get("birthday"),
        member_no=number,
        record_no=record,
        level=level_of(str(values.get("level", ""))),
        stage=_stage(last, clock.today(store.timezone)),
        home_store_id=words.stores.get(str(values.get("store", "")), store.pk),
        channel_id=words.channels.get(str(values.get("channel", ""))[:40]),
        advisor_id=words.members.get(str(values.get("advisor", ""))),
        doctor_id=words.members.get(str(values.get("doctor", ""))),
        carer_id=words.members.get(str(values.get("follower", ""))),
        allergies=str(values.get("allergies", "")),
        health=health_of(values),
        note=note_of(values),
        created_by_id=actor.user_id,
        created_at=_moment(values.get("created_on"), store.timezone),
        last_visit_on=last,
        spent_fen=row.opening.total_spent or 0,
        **{name: str(values.get(name, ""))[:width] for name, width in TEXTS.items()},
    )


def contacts_of(customer: Customer, row: ParsedRow) -> list[Contact]:
    """Return the further ways to reach her: second numbers, landline, WeChat, e-mail."""
    found = [(ContactKind.PHONE, number) for number in row.further_phones]
    for key, kind in (
        ("landline", ContactKind.LANDLINE),
        ("wechat", ContactKind.WECHAT),
        ("email", ContactKind.EMAIL),
    ):
        if row.values.get(key):
            found.append((kind, str(row.values[key])))
    return [
        Contact(
            group_id=customer.group_id, customer_id=customer.pk, kind=kind, value=value,
            digest=tokens.phone_digest(value),
        )
        for kind, value in dict.fromkeys(found)
    ]  # fmt: skip


def entry_of(customer: Customer, contacts: Iterable[Contact]) -> SearchEntry:
    """Return what a new customer is found by."""
    found = fragments_of(customer, contacts)
    return SearchEntry(
        group_id=customer.group_id,
        customer_id=customer.pk,
        tokens=tokens.hashed(customer.group_id, found),
        rank=rank_of(customer),
    )


def facts_of(customer: Customer, row: ParsedRow, run_id: int) -> list[OpeningFact]:
    """Return her opening facts; nothing is summed or posted here."""
    known = set(FactKind.values)
    facts: dict[tuple[str, str], int] = {}
    for kind, what, amount in row.opening.facts():
        if kind in known and amount:
            key = (kind, str(what)[:80])
            facts[key] = facts.get(key, 0) + amount
    return [
        OpeningFact(
            group_id=customer.group_id, customer_id=customer.pk, run_id=run_id, kind=kind,
            what=what, amount=amount,
        )
        for (kind, what), amount in facts.items()
    ]  # fmt: skip


def free_numbers(
    actor: Actor, series: str, head: str, width: int, taken: set[str], count: int
) -> list[str]:
    """Return `count` new numbers of a series, passing over those that are taken."""
    found: list[str] = []
    while len(found) < count:
        need = count - len(found)
        first = next_number(actor, series, count=need)
        fresh = [f"{head}{n:0{width}d}" for n in range(first, first + need)]
        found += [number for number in fresh if number not in taken]
    return found
