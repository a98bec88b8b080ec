"""Who may do which item, where and when."""

from dataclasses import dataclass
from datetime import date, datetime

from hebe.access.actor import Actor
from hebe.catalog.models import Item
from hebe.compliance.cases import Case
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.services import foresee
from hebe.kernel import clock
from hebe.staff import rules
from hebe.staff.choices import Post
from hebe.staff.errors import NotSkilled
from hebe.staff.models import Certificate, Member, Shift, Skill
from hebe.staff.queries.members import members_at
from hebe.tenancy.models import HasGroup, Store

Papers = dict[int, list[Certificate]]


@dataclass(frozen=True, slots=True)
class Qualification:
    """Whether a person may do an item; `rules` are the red lines in the way."""

    rules: tuple[Rule, ...]
    is_skilled: bool

    @property
    def is_given(self) -> bool:
        """Say whether nothing is in the way."""
        return self.is_skilled and not self.rules


def papers_at(whose: HasGroup, day: date) -> Papers:
    """Return the certificates of everybody who has not left, by member key."""
    papers: Papers = {}
    for paper in Certificate.objects.of(whose).exclude(member__left_on__lt=day):
        papers.setdefault(paper.member_id, []).append(paper)
    return papers


def papers_of(member: Member, day: date) -> list[Certificate]:
    """Return a member's certificates; those of who has left count for nothing."""
    if member.left_on is not None and member.left_on < day:
        return []
    return list(Certificate.objects.of(member).filter(member=member))


def leads(papers: Papers, store: Store, day: date) -> dict[int, list[str]]:
    """Return the departments that lead doctors are filed for at the store, by member key."""
    return {key: rules.lead_departments(its, store.pk, day) for key, its in papers.items()}


def leads_on_duty(
    store: Store, at: datetime, papers: Papers | None = None
) -> dict[Member, list[str]]:
    """Return the lead doctors on duty at a store, by name, each with her departments there.

    `papers` are the team's, where they are at hand.
    """
    day = clock.day_of(at, store.timezone)
    filed = leads(papers_at(store, day) if papers is None else papers, store, day)
    shifts = Shift.objects.of(store).filter(store=store, starts_at__lte=at, ends_at__gt=at)
    here = members_at(store, store, day).filter(pk__in=shifts.values("member_id"))
    return {member: filed[member.pk] for member in here if filed.get(member.pk)}


def _judged(member: Member, case: Case, skilled: set[int]) -> Qualification:
    """Say what the law says of a person, as far as it hangs on her and is known before."""
    found = foresee(Trigger.EXECUTE, case.also(performer=member), about="performer")
    is_skilled = not skilled or member.pk in skilled
    return Qualification(tuple(breach.rule for breach in found), is_skilled)


def _skilled_in(item: Item) -> set[int]:
    rows = Skill.objects.of(item).filter(item=item)
    return set(rows.values_list("member_id", flat=True))


def qualified(member: Member, item: Item, store: Store, on: date) -> Qualification:
    """Judge whether a person may do an item at a store on a day.

    Where anybody has a skill row for the item, only those who have one may do it; without
    any the department decides.
    """
    return _judged(member, Case(store=store, item=item, on=on), _skilled_in(item))


def ensure_skilled(member: Member, item: Item) -> None:
    """Raise NotSkilled when others are listed for the item and this person is not.

    What the law says about the person is for `compliance.check`, which keeps evidence.
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
    papers, skilled = papers_at(actor, day), _skilled_in(item)
    case = Case(store=store, item=item, on=day, team_papers=papers)
    return [
        member
        for member in people
        if _judged(
            member, case.also(performer_papers=papers.get(member.pk, [])), skilled
        ).is_given
    ]


def _posts_for(item: Item) -> tuple[str, ...]:
    if item.needs_doctor and item.technique != "care":
        return (Post.DOCTOR,)
    return (Post.DOCTOR, Post.NURSE) if item.is_medical else (Post.NURSE, Post.ADVISOR)


def doctors_for(actor: Actor, item: Item, store: Store, day: date) -> list[Member]:
    """Return the doctors who may do an item at a store on a day, by name."""
    return performers_for(actor, item, store, day, posts=(Post.DOCTOR,))
