"""Who is acting, for which group, with what rights, reaching how far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from django.db.models import Exists, OuterRef, Q

from hebe.access.choices import Via
from hebe.access.errors import NotWholeGroup, NotYourStore
from hebe.access.registry import PERMISSIONS, is_whole
from hebe.kernel.errors import Forbidden
from hebe.tenancy.reach import Reach

if TYPE_CHECKING:
    from hebe.tenancy.models import Store

P = ParamSpec("P")
R = TypeVar("R")
Stores = frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Grant:
    """How far one permission reaches: `stores` None is the whole group.

    `own` narrows it to own rows, except at the stores of `whole`, where every row counts;
    with `team` the rows of those whose supervisor she is count as her own.
    """

    stores: Stores = None
    own: bool = False
    whole: frozenset[int] = frozenset()
    team: bool = False

    @property
    def full(self) -> Stores:
        """Return the stores all of whose rows are reached; None is the whole group."""
        return self.whole if self.own else self.stores

    def widened(self, other: "Grant") -> "Grant":
        """Return what two grants of the same permission give together."""
        stores, full = _joined(self.stores, other.stores), _joined(self.full, other.full)
        if full is None or full == stores:
            return Grant(stores)
        return Grant(stores, own=True, whole=full, team=self.team or other.team)

    def covers(self, other: "Grant") -> bool:
        """Say whether whoever holds this grant may do all that `other` allows."""
        wide = _within(other.stores, self.stores) and _within(other.full, self.full)
        return wide and (self.team or not other.team or _within(other.stores, self.full))


def _among(path: str, people: frozenset[int]) -> Q:
    """Return the rows of one person, or of several; PostgreSQL plans for one of her own."""
    return Q(**{path: next(iter(people))}) if len(people) == 1 else Q(**{f"{path}__in": people})


def _joined(some: Stores, more: Stores) -> Stores:
    return None if some is None or more is None else some | more


def _within(some: Stores, more: Stores) -> bool:
    return more is None or (some is not None and some <= more)


EVERYWHERE = Grant()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or a job on somebody's behalf) at work in one group.

    `stores` are those where any right holds, by key, where they were read on the way in;
    `team` are the log-ins of those whose supervisor she is, where a right reaches them.
    """

    user_id: int | None
    name: str
    group_id: int
    grants: Mapping[str, Grant] = field(default_factory=dict)
    store_id: int | None = None
    zone: str = "Asia/Shanghai"
    via: str = Via.WEB
    ip: str = ""
    role_label: str = ""
    roles: frozenset[str] = frozenset()
    stores: "tuple[Store, ...] | None" = field(default=None, compare=False, repr=False)
    team: frozenset[int] = frozenset()

    def may(self, permission: str, store_id: int | None = None) -> bool:
        """Say whether the actor holds `permission` (at `store_id`, when one is given).

        What all stores share she may change only as `may_all`.
        """
        grant = self.grants.get(permission)
        if grant is None or (is_whole(permission) and grant.full is not None):
            return False
        return store_id is None or grant.stores is None or store_id in grant.stores

    def may_all(self, permission: str) -> bool:
        """Say whether the actor holds `permission` for every row of the whole group."""
        grant = self.grants.get(permission)
        return grant is not None and grant.full is None

    def may_wherever(self, permission: str, other: str) -> bool:
        """Say whether `permission` holds wherever `other` does.

        Who filters or sorts by a field learns it, so she must see it on every row.
        """
        mine, grant = self.grants.get(permission), self.grants.get(other)
        return mine is not None and grant is not None and _within(grant.stores, mine.stores)

    def check(
        self, permission: str, store_id: int | None = None, *, whole: bool = False
    ) -> None:
        """Raise Forbidden without `permission`, NotYourStore where it does not reach.

        `whole`, or a permission that is whole by itself, raises NotWholeGroup unless it is
        held for every store.
        """
        if permission not in self.grants:
            raise Forbidden(permission)
        if (whole or is_whole(permission)) and not self.may_all(permission):
            raise NotWholeGroup(permission)
        if not self.may(permission, store_id):
            raise NotYourStore(permission)

    def covers(self, grants: Mapping[str, Grant]) -> bool:
        """Say whether the actor may do all that these grants allow.

        Who edits roles could give herself any right, so she covers everything.
        """
        mine = self.grants
        return self.may("access.roles") or all(
            code in mine and mine[code].covers(grant) for code, grant in grants.items()
        )

    def people(self, permission: str) -> frozenset[int]:
        """Return whose rows count as one's own under a permission: hers, and her team's."""
        if self.user_id is None:
            return frozenset()
        grant = self.grants.get(permission)
        hers = frozenset([self.user_id])
        return hers | self.team if grant is not None and grant.team else hers

    def scope(self, permission: str, reach: Reach) -> Q:
        """Return the rows that `permission` reaches, in a table that says how: `reach`.

        Ask for rows by `Model.objects.reached(actor, permission)`, which uses this.
        """
        grant = self.grants.get(permission)
        if grant is None:
            return Q(pk__in=())
        if grant.own and (reach.own or reach.handed):
            mine = self._own(permission, reach)
            if grant.whole and reach.store:
                mine |= Q(**{f"{reach.store}__in": grant.whole})
            return mine
        if grant.stores is None or not reach.store:
            return Q()
        return Q(**{f"{reach.store}__in": grant.stores})

    def own_scope(self, permission: str, reach: Reach) -> Q:
        """Return everything, unless `permission` reaches own rows only: then those.

        For acts, which judge the store by `check` and say so when it is not hers.
        """
        grant = self.grants.get(permission)
        return self.scope(permission, reach) if grant is not None and grant.own else Q()

    def _own(self, permission: str, reach: Reach) -> Q:
        people = self.people(permission)
        mine = Q(pk__in=())
        for path in reach.own.split() if people else ():
            mine |= _among(path, people)
        if people and (handed := reach.handed):
            row = {handed.key: OuterRef(handed.outer)}
            mine |= Q(Exists(handed.rows(self).filter(_among(handed.owner, people), **row)))
        return mine

    def working_at(self, store_id: int, zone: str = "Asia/Shanghai") -> "Actor":
        """Return the same actor at another store."""
        return replace(self, store_id=store_id, zone=zone)


def system_actor(
    group_id: int, name: str, *permissions: str, zone: str = "Asia/Shanghai"
) -> Actor:
    """Return an actor for a job, whose rights are named one by one."""
    grants = dict.fromkeys(permissions, EVERYWHERE)
    return Actor(None, name, group_id, grants, zone=zone, via=Via.JOB)


def operator(
    group_id: int, *, name: str = "command line", store_id: int | None = None
) -> Actor:
    """Return who sits at the server: the command line, which may do everything in a group."""
    grants = dict.fromkeys(PERMISSIONS, EVERYWHERE)
    return Actor(None, name, group_id, grants, store_id, via=Via.CLI)


def requires(
    permission: str, *, whole: bool = False
) -> Callable[[Callable[Concatenate[Actor, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Refuse the call unless the actor holds `permission` somewhere (`whole`: everywhere).

    The act itself calls `actor.check(permission, store_id)` once it knows the store.
    """

    def guard(act: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
        @wraps(act)
        def guarded(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            actor.check(permission, whole=whole)
            return act(actor, *args, **kwargs)

        marked: Any = guarded
        marked.permission = permission
        return guarded

    return guard
