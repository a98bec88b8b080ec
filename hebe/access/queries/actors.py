"""Who an actor is: what a log-in's roles, or a key's scopes, let it do."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet

from hebe.access.actor import Actor, Grant, Stores
from hebe.access.choices import Reach, Via
from hebe.access.models import ApiKey, Assignment, User
from hebe.access.ready import ready
from hebe.access.team import team_of
from hebe.kernel import clock
from hebe.tenancy.models import HasGroup, Store
from hebe.tenancy.words import speak_of_advisors_as

STAMP_EVERY = timedelta(minutes=1)


def grants_of(user: User) -> dict[str, Grant]:
    """Return what a log-in's roles let it do, and how far."""
    return joined(_assignments(user))


def _assignments(user: User) -> list[Any]:
    return list(_assigned(Actor(user.pk, user.name, user.group_id), user.pk))


@ready()
def _assigned(actor: Actor, user_id: int) -> Any:
    rows = Assignment.objects.of(actor).filter(user_id=user_id).select_related("role")
    return rows.annotate(advisor_word=F("group__advisor_label")).order_by("pk")


def joined(assignments: Iterable[Assignment]) -> dict[str, Grant]:
    """Return what these roles at their places let somebody do together, and how far."""
    grants: dict[str, Grant] = {}
    for given in assignments:
        grant = grant_given(given.store_id, given.reach)
        for code in given.role.permissions:
            grants[code] = grants[code].widened(grant) if code in grants else grant
    return grants


def grant_given(store_id: int | None, reach: str) -> Grant:
    """Return how far a role reaches that is given at a store (none: in the group)."""
    stores = None if store_id is None else frozenset([store_id])
    return Grant(stores, own=reach in {Reach.OWN, Reach.TEAM}, team=reach == Reach.TEAM)


def _home_store(user: User, open_to: Sequence[Store], store_id: int | None) -> Store | None:
    wanted = store_id or user.store_id
    return next((s for s in open_to if s.pk == wanted), open_to[0] if open_to else None)


def _reach(grants: Mapping[str, Grant]) -> Stores:
    """Return the stores where any of these rights holds; None is the whole group."""
    places = {grant.stores for grant in grants.values()}
    return None if None in places else frozenset[int]().union(*(p for p in places if p))


def _open_to(whose: HasGroup, grants: Mapping[str, Grant]) -> tuple[Store, ...]:
    return tuple(_stores(Actor(None, "", whose.group_id), _reach(grants)))


@ready()
def _stores(actor: Actor, reach: Stores) -> QuerySet[Any]:
    rows = Store.objects.of(actor).order_by("pk")
    return rows if reach is None else rows.filter(pk__in=reach)


def _within(stores: Iterable[Store], reach: Stores) -> list[Store]:
    return [store for store in stores if reach is None or store.pk in reach]


def actor_for(
    user: User, *, store_id: int | None = None, via: str = Via.WEB, ip: str = ""
) -> Actor:
    """Return the actor a user is, working at `store_id` when the user may, else at home.

    From here on, the group's own word for advisors is spoken.
    """
    assignments = _assignments(user)
    grants = joined(assignments)
    stores = _open_to(user, grants)
    store = _home_store(user, stores, store_id)
    speak_of_advisors_as(assignments[0].advisor_word if assignments else "")
    return Actor(
        user_id=user.pk,
        name=user.name,
        group_id=user.group_id,
        grants=grants,
        store_id=store.pk if store else None,
        zone=store.timezone if store else "Asia/Shanghai",
        via=via,
        ip=ip,
        role_label=assignments[0].role.label if assignments else "",
        roles=frozenset(given.role.code for given in assignments),
        stores=stores,
        team=team_of(user, user.pk) if any(g.team for g in grants.values()) else frozenset(),
    )


def my_stores(actor: Actor) -> list[Store]:
    """Return the stores the actor may work at, by key."""
    if actor.stores is None:
        return list(_open_to(actor, actor.grants))
    return _within(actor.stores, _reach(actor.grants))


def my_store(actor: Actor) -> Store | None:
    """Return the store the actor works at now."""
    return next((store for store in my_stores(actor) if store.pk == actor.store_id), None)


def stores_in_reach(actor: Actor, permission: str) -> list[Store]:
    """Return the stores where the actor holds `permission`, by key."""
    grant = actor.grants.get(permission)
    return _within(my_stores(actor), grant.stores if grant else frozenset())


def digest_of(secret: str) -> bytes:
    """Return what is kept of an API secret (high entropy, so a plain hash is enough)."""
    return hashlib.sha256(secret.encode()).digest()


def actor_for_key(bearer: str, *, ip: str = "") -> Actor | None:
    """Return the actor behind `hebe_<group>_<secret>`; the group must already be entered."""
    key: ApiKey | None = (
        ApiKey.unscoped.select_related("user")
        .filter(digest=digest_of(bearer), revoked_at=None, user__is_active=True)
        .first()
    )
    if key is None:
        return None
    at = clock.now()
    if key.last_used_at is None or at - key.last_used_at > STAMP_EVERY:
        ApiKey.objects.of(key).filter(pk=key.pk).update(last_used_at=at)
    actor = actor_for(key.user, via=Via.API, ip=ip)
    if not key.scopes:
        return actor
    kept = {code: grant for code, grant in actor.grants.items() if code in key.scopes}
    return replace(actor, grants=kept)
