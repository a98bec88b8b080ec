"""From a row of an old list to rows of our tables."""

from datetime import date, datetime, time
from functools import cache
from typing import Any, NamedTuple

from hebe.access.actor import Actor
from hebe.customers import rules, tokens
from hebe.customers.choices import ContactKind, FactKind, Stage
from hebe.customers.fragments import Fragments
from hebe.customers.importing.bulk import Row
from hebe.customers.importing.words import CHANNEL, Words, level_of
from hebe.customers.legacy.fields import FIELDS
from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.models import ImportRun
from hebe.kernel import clock, pinyin

CONTACT = ("customer_id", "kind", "value", "digest")
TAG = ("customer_id", "tag_id")
FACT = ("customer_id", "kind", "what", "amount")
ENTRY = ("customer_id", "tokens", "rank")
REACHED = (
    ("landline", ContactKind.LANDLINE.value),
    ("wechat", ContactKind.WECHAT.value),
    ("email", ContactKind.EMAIL.value),
)
REMARKED = ("occupation", "channel_detail")


class Person(NamedTuple):
    """A customer as a list tells her: the columns it fills."""

    id: int
    name: str
    name_key: str
    phone: str
    phone_digest: bytes | None
    sex: str
    birthday: date | None
    id_number: str
    member_no: str
    record_no: str
    level: str
    stage: str
    home_store_id: int
    channel_id: int | None
    advisor_id: int | None
    doctor_id: int | None
    carer_id: int | None
    skin_type: str
    address: str
    allergies: str
    health: str
    note: str
    created_at: datetime
    first_visit_on: date | None
    last_visit_on: date | None
    spent_fen: int


class Translator:
    """Turns the rows of one list into rows of our tables."""

    def __init__(self, actor: Actor, run: ImportRun, words: Words) -> None:
        self.words, self.store_id, self.zone = words, run.store_id, run.store.timezone
        self.now, self.today = run.at, clock.today(run.store.timezone)
        self.entered_by = actor.user_id
        self.fragments = Fragments(actor.group_id)
        self.sort_key = cache(pinyin.sort_key)

    def person(self, key: int, row: ParsedRow, member_no: str, record_no: str) -> Person:
        """Return her own columns; words that name nobody here are left out."""
        said, words = row.values, self.words
        last = said.get("last_visit_on") or said.get("first_visit_on")
        return Person(
            id=key,
            name=row.name[:60],
            name_key=self.sort_key(row.name)[:160],
            phone=row.phone,
            phone_digest=tokens.phone_digest(row.phone) if row.phone else None,
            sex=said.get("sex", ""),
            birthday=said.get("birthday"),
            id_number=said.get("id_number", "")[:40],
            member_no=member_no,
            record_no=record_no,
            level=level_of(said.get("level", "")),
            stage=self._stage(last),
            home_store_id=words.stores.get(said.get("store", ""), self.store_id),
            channel_id=words.channels.get(said.get("channel", "")[:CHANNEL]),
            advisor_id=words.members.get(said.get("advisor", "")),
            doctor_id=words.members.get(said.get("doctor", "")),
            carer_id=words.members.get(said.get("follower", "")),
            skin_type=said.get("skin_type", "")[:40],
            address=said.get("address", "")[:200],
            allergies=said.get("allergies", ""),
            health=_health(said),
            note=_note(said),
            created_at=self._moment(said.get("created_on")),
            first_visit_on=said.get("first_visit_on"),
            last_visit_on=last,
            spent_fen=row.opening.total_spent or 0,
        )

    def _moment(self, day: date | None) -> datetime:
        return clock.at(day, time(9), self.zone) if day else self.now

    def _stage(self, last: date | None) -> str:
        if last is None:
            return Stage.LEAD.value
        return rules.stage_at_rest(Stage.ACTIVE.value, last, self.today)

    def tags(self, key: int, row: ParsedRow) -> list[Row]:
        """Return her tags."""
        return [(key, tag) for tag in {self.words.tags[name[:30]] for name in row.tags}]

    def entry(self, person: Person, contacts: list[Row]) -> Row:
        """Return what she is found by, and how high she stands among equal hits."""
        reached = [(kind, value) for _key, kind, value, _digest in contacts]
        found = self.fragments.of(person, reached, self.entered_by)
        known_since = person.created_at.date()
        rank = rules.rank(known_since, person.last_visit_on, person.spent_fen, is_key=False)
        return person.id, found, rank


def contacts_of(key: int, row: ParsedRow) -> list[Row]:
    """Return the further ways to reach her: second numbers, landline, WeChat, e-mail."""
    found = [(ContactKind.PHONE.value, number) for number in row.further_phones]
    found += [(kind, row.values[code]) for code, kind in REACHED if code in row.values]
    return [
        (key, kind, value, tokens.phone_digest(value)) for kind, value in dict.fromkeys(found)
    ]


def facts_of(key: int, row: ParsedRow) -> list[Row]:
    """Return what the old system owed her and knew of her visits; nothing is posted here."""
    facts: dict[tuple[str, str], int] = {}
    for kind, what, amount in row.opening.facts():
        place = (kind, what[:80])
        facts[place] = facts.get(place, 0) + amount
    if row.values.get("visit_count"):
        facts[FactKind.VISITS.value, ""] = row.values["visit_count"]
    return [(key, kind, what, amount) for (kind, what), amount in facts.items()]


def _health(said: dict[str, Any]) -> str:
    parts = (said.get("health"), said.get("past_treatments"))
    return "\n".join(part for part in parts if part)


def _note(said: dict[str, Any]) -> str:
    """Return remarks and unmapped columns as one text, so that nothing is lost."""
    lines = [said["notes"]] if "notes" in said else []
    lines += [f"{FIELDS[code].label}：{said[code]}" for code in REMARKED if code in said]
    lines += [f"{heading}：{text}" for heading, text in said.get("extra", {}).items()]
    return "\n".join(lines)
