"""Who works where."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from hebe.access.actor import Actor, requires
from hebe.access.fields import shown
from hebe.access.models import User
from hebe.access.queries import user_list
from hebe.access.ready import ready
from hebe.journal.models import Audit
from hebe.journal.publish import subject_of
from hebe.kernel import clock, phones
from hebe.staff import rules
from hebe.staff.models import Certificate, Member, Skill, StoreMember
from hebe.tenancy.models import GroupQuerySet, HasGroup, Store


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate and how it stands today: valid, expiring or expired."""

    certificate: Certificate
    state: str


def reached(actor: Actor, permission: str = "staff.view") -> GroupQuerySet:
    """Return the members at the stores that the actor's right reaches."""
    rows = Member.objects.of(actor)
    grant = actor.grants[permission]
    if grant.stores is None:
        return rows
    placed = StoreMember.objects.of(actor).filter(store_id__in=grant.stores)
    mine = Q(user_id=actor.user_id) if actor.user_id else Q(pk__in=())
    return rows.filter(Q(pk__in=placed.values("member_id")) | mine)


def working_on(day: date) -> Q:
    """Return who is employed on a day."""
    hired = Q(hired_on=None) | Q(hired_on__lte=day)
    return hired & (Q(left_on=None) | Q(left_on__gte=day))


@requires("staff.view")
def member_list(
    actor: Actor,
    *,
    search: str = "",
    store_id: int | None = None,
    post: str = "",
    has_left: bool = False,
) -> QuerySet[Any]:
    """Return members by name with their stores and certificates; `has_left`: former ones.

    `search` takes words of the name, pinyin, initials or the title.
    """
    today = clock.today(actor.zone)
    rows = reached(actor)
    rows = rows.filter(left_on__lt=today) if has_left else rows.exclude(left_on__lt=today)
    if post:
        rows = rows.filter(post=post)
    if store_id:
        here = StoreMember.objects.of(actor).filter(store_id=store_id)
        rows = rows.filter(pk__in=here.values("member_id"))
    for word in search.lower().split()[:5]:
        rows = rows.filter(
            Q(name__icontains=word) | Q(name_key__contains=word) | Q(title__icontains=word)
        )
    papers = Certificate.objects.of(actor).order_by("licence", "department", "-valid_from")
    stores = Store.objects.of(actor).order_by("pk")
    return rows.prefetch_related(
        Prefetch("stores", queryset=stores), Prefetch("certificates", queryset=papers)
    ).order_by("name_key", "pk")


@requires("staff.view")
def get_member(actor: Actor, member_id: int) -> Member:
    """Return one member, also a former one; raises NotFound."""
    rows = reached(actor).select_related("user", "supervisor").prefetch_related("stores")
    found: Member = rows.one(member_id)
    return found


def find_member(actor: Actor, user_id: int | None) -> Member | None:
    """Return the staff member behind a log-in, if any."""
    if user_id is None:
        return None
    return next(iter(_behind(actor, user_id)), None)


@ready()
def _behind(actor: Actor, user_id: int) -> QuerySet[Any]:
    return Member.objects.of(actor).filter(user_id=user_id).order_by("pk")[:1]


def me(actor: Actor) -> Member | None:
    """Return the staff member who is acting, if any."""
    return find_member(actor, actor.user_id)


def colleagues(actor: Actor, standing: Collection[int] = ()) -> QuerySet[Any]:
    """Return who works in the group today, by name; also who is `standing`, gone or not."""
    today = working_on(clock.today(actor.zone))
    rows = Member.objects.of(actor).filter(today | Q(pk__in=standing))
    return rows.order_by("name_key", "pk")


def members_at(
    whose: HasGroup, store: Store, day: date, posts: tuple[str, ...] = ()
) -> QuerySet[Any]:
    """Return who is employed at a store on a day, of these posts (all when none are named)."""
    here = StoreMember.objects.of(whose).filter(store=store)
    rows = Member.objects.of(whose).filter(working_on(day), pk__in=here.values("member_id"))
    if posts:
        rows = rows.filter(post__in=posts)
    return rows.order_by("name_key", "pk")


def first_at_work(whose: HasGroup, keys: Iterable[int | None], day: date) -> Member | None:
    """Return the first of these members who works here on a day, or None."""
    wanted = [key for key in keys if key is not None]
    found = Member.objects.of(whose).filter(working_on(day)).in_bulk(wanted)
    return next((found[key] for key in wanted if key in found), None)


def takers(whose: HasGroup, store_ids: Collection[int], day: date) -> QuerySet[Any]:
    """Return who can be given work at all of these stores on a day: there, with a log-in."""
    placed = StoreMember.objects.of(whose).filter(store_id__in=store_ids).values("member_id")
    everywhere = placed.annotate(places=Count("pk")).filter(places=len(store_ids))
    rows = Member.objects.of(whose).filter(working_on(day), user__is_active=True)
    return rows.filter(pk__in=everywhere.values("member_id")).order_by("name_key", "pk")


def team_of(whose: HasGroup, user_id: int) -> frozenset[int]:
    """Return the log-ins of those whose supervisor a log-in's owner is; one query."""
    rows = Member.objects.of(whose).filter(supervisor__user_id=user_id, user__isnull=False)
    return frozenset(rows.values_list("user_id", flat=True))


def phone_shown(actor: Actor, member: Member) -> str | None:
    """Return a member's phone as this actor may see it; one's own is always plain."""
    if actor.user_id is not None and member.user_id == actor.user_id:
        return str(member.phone)
    return shown(actor, "staff.phone", member.phone, phones.mask, at=places_of(member))


def places_of(member: Member) -> list[int]:
    """Return the stores at which a member's fields are judged: those she works at."""
    return [store.pk for store in member.stores.all()]


def history_shown(actor: Actor, member: Member) -> str | None:
    """Return a member's work history to who may see it at one of her stores."""
    return shown(actor, "staff.history", member.history, at=places_of(member))


def certificates_of(member: Member, zone: str = "Asia/Shanghai") -> list[Paper]:
    """Return a member's certificates as they stand today, newest first within a licence.

    Uses what `member_list` has fetched already.
    """
    papers = sorted(
        member.certificates.all(),
        key=lambda p: (p.licence, p.department, -p.valid_from.toordinal()),
    )
    today = clock.today(zone)
    return [Paper(p, rules.certificate_state(p.valid_to, today)) for p in papers]


@requires("staff.view")
def get_certificate(actor: Actor, certificate_id: int) -> Certificate:
    """Return one certificate of somebody within reach, with her; raises NotFound."""
    rows = Certificate.objects.of(actor).filter(member__in=reached(actor).values("pk"))
    found: Certificate = rows.select_related("member", "store").one(certificate_id)
    return found


def skills_of(actor: Actor, member: Member) -> list[Skill]:
    """Return what a member is listed as skilled in, by name of the item."""
    rows = Skill.objects.of(actor).filter(member=member).select_related("item")
    return list(rows.order_by("item__name_key", "pk"))


@requires("access.users")
def users_without_member(actor: Actor, member: Member | None = None) -> list[User]:
    """Return the log-ins that nobody at work has yet, and the member's own."""
    taken = Member.objects.of(actor).exclude(user_id=None)
    if member is not None:
        taken = taken.exclude(pk=member.pk)
    return list(user_list(actor).exclude(pk__in=taken.values("user_id")))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of somebody's time here: when, and what changed, before and after."""

    at: datetime
    act: str
    before: dict[str, Any]
    after: dict[str, Any]


CAREER = ("MemberJoined", "MemberChanged", "MemberLeft")
MOVES = frozenset({"post", "title", "stores", "left_on"})


def career_of(actor: Actor, member: Member) -> list[Step]:
    """Return how post, title and stores changed over time, newest first (HR-01)."""
    if history_shown(actor, member) is None:
        return []
    rows = Audit.objects.of(actor).filter(subject=subject_of(member), act__in=CAREER)
    steps = [_step(row) for row in rows.order_by("-id")[:100]]
    return [step for step in steps if step.after or step.act == "MemberJoined"]


def _step(row: Audit) -> Step:
    data = row.data
    after = data.get("after") or {name: data[name] for name in MOVES & data.keys()}
    before = data.get("before") or {}
    moved = {name: after[name] for name in after if name in MOVES}
    return Step(row.at, row.act, {n: before[n] for n in before if n in MOVES}, moved)
