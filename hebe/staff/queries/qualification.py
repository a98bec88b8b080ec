"""Who may do which item, where and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hebe.access.actor import Actor
from hebe.catalog.models import Item
from hebe.catalog.queries import item_facts
from hebe.compliance.choices import Trigger
from hebe.compliance.facts import store_facts
from hebe.compliance.judging import Rule, broken
from hebe.compliance.red_lines.people import PEOPLE
from hebe.kernel import clock
from hebe.staff import rules
from hebe.staff.choices import Post
from hebe.staff.errors import NotSkilled
from hebe.staff.models import Certificate, Member, Shift, Skill
from hebe.staff.queries.members import members_at
from hebe.tenancy.models import HasGroup, Store


@dataclass(frozen=True, slots=True)
class Qualification:
    """Whether a person may do an item; `rules` are the red lines in the way."""

    rules: tuple[Rule, ...]
    is_skilled: bool

    @property
    def is_given(self) -> bool:
        """Say whether nothing is in the way."""
        return self.is_skilled and not self.rules


def _papers_at(whose: HasGroup, day: date) -> dict[int, list[Certificate]]:
    """Return the certificates of everybody who has not left, by member key."""
    papers: dict[int, list[Certificate]] = {}
    for paper in Certificate.objects.of(whose).exclude(member__left_on__lt=day):
        papers.setdefault(paper.member_id, []).append(paper)
    return papers


def _papers_of(member: Member, day: date) -> list[Certificate]:
    """Return a member's certificates; those of who has left count for nothing."""
    if member.left_on is not None and member.left_on < day:
        return []
    return list(Certificate.objects.of(member).filter(member=member))


def _leads(
    papers: dict[int, list[Certificate]], store: Store, day: date
) -> dict[int, list[str]]:
    """Return the departments that lead doctors are filed for at the store, by member key."""
    return {key: rules.lead_departments(its, store.pk, day) for key, its in papers.items()}


def _behind(leads: dict[int, list[str]], besides: int) -> list[str]:
    """Return the departments in which somebody else leads."""
    return sorted({d for key, led in leads.items() if key != besides for d in led})


def qualification_facts(
    member: Member | None, item: Item, store: Store, day: date
) -> dict[str, Any]:
    """Return the facts about who is to do an item some day, for red lines of booking.

    Any other lead doctor filed at the store may stand behind it: who will, is said when it
    is carried out (`performing_facts`).
    """
    if member is None:
        return rules.performer_facts("", (), store.pk, day, [])
    papers = _papers_of(member, day)
    if item.department in rules.lead_departments(papers, store.pk, day):
        behind = []
    else:
        behind = _behind(_leads(_papers_at(member, day), store, day), member.pk)
    return rules.performer_facts(member.post, papers, store.pk, day, behind)


def performing_facts(
    performer: Member, item: Item, store: Store, at: datetime, supervisor: Member | None
) -> dict[str, Any]:
    """Return the facts about who carries out an item at this moment.

    Only a named lead doctor of the department who is on duty there stands behind it, and
    nobody behind herself (PRC-03).
    """
    day = clock.day_of(at, store.timezone)
    duty = leads_on_duty(store, at)
    leads = [m for m, led in duty.items() if item.department in led and m != performer]
    behind = [item.department] if supervisor in leads else []
    papers = _papers_of(performer, day)
    facts = rules.performer_facts(performer.post, papers, store.pk, day, behind)
    return facts | {"leads_on_duty": [lead.name for lead in leads]}


def leads_on_duty(store: Store, at: datetime) -> dict[Member, list[str]]:
    """Return the lead doctors on duty at a store, by name, each with her departments there."""
    day = clock.day_of(at, store.timezone)
    leads = _leads(_papers_at(store, day), store, day)
    shifts = Shift.objects.of(store).filter(store=store, starts_at__lte=at, ends_at__gt=at)
    here = members_at(store, store, day).filter(pk__in=shifts.values("member_id"))
    return {member: leads[member.pk] for member in here if leads.get(member.pk)}


def registration_facts(author: Member, store: Store, day: date) -> dict[str, Any]:
    """Return the facts about who signs medicine at a store: nobody stands behind her."""
    own = rules.performer_facts(author.post, _papers_of(author, day), store.pk, day, [])
    return own | {"medical": True, "needs_doctor": True}


def _judged(
    member: Member,
    item: Item,
    store: Store,
    day: date,
    papers: Iterable[Certificate],
    behind: list[str],
    skilled: set[int],
) -> Qualification:
    facts = {
        **store_facts(store),
        **item_facts(item),
        **rules.performer_facts(member.post, papers, store.pk, day, behind),
    }
    found = broken(PEOPLE, Trigger.EXECUTE, facts, jurisdiction=store.jurisdiction, on=day)
    return Qualification(tuple(found), not skilled or member.pk in skilled)


def _skilled_in(item: Item) -> set[int]:
    rows = Skill.objects.of(item).filter(item=item)
    return set(rows.values_list("member_id", flat=True))


def qualified(member: Member, item: Item, store: Store, on: date) -> Qualification:
    """Judge whether a person may do an item at a store on a day.

    Where anybody has a skill row for the item, only those who have one may do it; without
    any the department decides.
    """
    behind = _behind(_leads(_papers_at(member, on), store, on), member.pk)
    own = _papers_of(member, on)
    return _judged(member, item, store, on, own, behind, _skilled_in(item))


def ensure_skilled(member: Member, item: Item) -> None:
    """Raise NotSkilled when others are listed for the item and this person is not.

    What the law says about the person is for `compliance.check`, which keeps evidence: pass
    it `qualification_facts`.
    """
    skilled = _skilled_in(item)
    if skilled and member.pk not in skilled:
        raise NotSkilled


def performers_for(
    actor: Actor, item: Item, store: Store, day: date, *, posts: tuple[str, ...] = ()
) -> list[Member]:
    """Return who may do an item at a store on a day, by name, in a constant number of queries.

    Without `posts`: doctors for what needs a doctor, otherwise doctors and nurses; anybody
    for life beauty.
    """
    people = list(members_at(actor, store, day, posts or _posts_for(item)))
    papers = _papers_at(actor, day)
    leads = _leads(papers, store, day)
    skilled = _skilled_in(item)
    found = []
    for member in people:
        behind = _behind(leads, member.pk)
        own = papers.get(member.pk, [])
        if _judged(member, item, store, day, own, behind, skilled).is_given:
            found.append(member)
    return found


def _posts_for(item: Item) -> tuple[str, ...]:
    if item.needs_doctor and item.technique != "care":
        return (Post.DOCTOR,)
    return (Post.DOCTOR, Post.NURSE) if item.is_medical else (Post.NURSE, Post.ADVISOR)


def doctors_for(actor: Actor, item: Item, store: Store, day: date) -> list[Member]:
    """Return the doctors who may do an item at a store on a day, by name."""
    return performers_for(actor, item, store, day, posts=(Post.DOCTOR,))
