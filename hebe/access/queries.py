"""Reads about log-ins and rights."""

import hashlib
from datetime import timedelta
from typing import Any

import pyotp
from django.db.models import Count, F, QuerySet

from hebe.access.actor import Actor, Grant, requires
from hebe.access.choices import BuiltinRole, Reach, Via
from hebe.access.models import ApiKey, Assignment, Role, SavedView, User
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.tenancy.models import Group, Store


def _grants(assignments: list[Assignment]) -> dict[str, Grant]:
    grants: dict[str, Grant] = {}
    for given in assignments:
        stores = None if given.store_id is None else frozenset([given.store_id])
        grant = Grant(stores, given.reach == Reach.OWN)
        for code in given.role.permissions:
            grants[code] = grants[code].widened(grant) if code in grants else grant
    return grants


def _role_label(assignments: list[Assignment]) -> str:
    if not assignments:
        return ""
    role = assignments[0].role
    return role.name or str(BuiltinRole(role.code).label)


def _home_store(user: User, grants: dict[str, Grant], store_id: int | None) -> Store | None:
    open_to = stores_of(user, grants)
    wanted = store_id or user.store_id
    return next((s for s in open_to if s.pk == wanted), open_to[0] if open_to else None)


def stores_of(whose: Any, grants: dict[str, Grant]) -> list[Store]:
    """Return the stores that any of these grants reaches, by key."""
    every = list(Store.objects.of(whose).order_by("pk"))
    if any(grant.stores is None for grant in grants.values()):
        return every
    reached = {pk for grant in grants.values() for pk in grant.stores or ()}
    return [store for store in every if store.pk in reached]


def actor_for(
    user: User, *, store_id: int | None = None, via: str = Via.WEB, ip: str = ""
) -> Actor:
    """Return the actor a user is, working at `store_id` when the user may, else at home."""
    assignments = list(
        Assignment.objects.of(user).filter(user=user).select_related("role").order_by("pk")
    )
    grants = _grants(assignments)
    store = _home_store(user, grants, store_id)
    return Actor(
        user_id=user.pk,
        name=user.name,
        group_id=user.group_id,
        grants=grants,
        store_id=store.pk if store else None,
        zone=store.timezone if store else "Asia/Shanghai",
        via=via,
        ip=ip,
        role_label=_role_label(assignments),
    )


def my_stores(actor: Actor) -> list[Store]:
    """Return the stores the actor may work at."""
    return stores_of(actor, dict(actor.grants))


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
    if key.last_used_at is None or at - key.last_used_at > timedelta(minutes=1):
        ApiKey.objects.of(key).filter(pk=key.pk).update(last_used_at=at)
    actor = actor_for(key.user, via=Via.API, ip=ip)
    if not key.scopes:
        return actor
    kept = {code: grant for code, grant in actor.grants.items() if code in key.scopes}
    return Actor(
        actor.user_id, actor.name, actor.group_id, kept, actor.store_id, actor.zone,
        via=Via.API, ip=ip, role_label=actor.role_label,
    )  # fmt: skip


@requires("access.users")
def user_list(actor: Actor) -> QuerySet[Any]:
    """Return the log-ins of the group by name, with their roles."""
    return (
        User.objects.of(actor)
        .prefetch_related("assignments__role", "assignments__store")
        .order_by("name", "pk")
    )


@requires("access.roles")
def role_list(actor: Actor) -> QuerySet[Any]:
    """Return the roles of the group, built-in ones first, with how many `people` have each."""
    people = Count("assignments__user", distinct=True)
    rows: QuerySet[Any] = Role.objects.of(actor).annotate(people=people)
    return rows.order_by("-is_builtin", "pk")


def _found(rows: QuerySet[Any], pk: int) -> Any:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


@requires("access.users")
def get_user(actor: Actor, user_id: int) -> User:
    """Return one log-in of the group, with its roles."""
    user: User = _found(user_list(actor), user_id)
    return user


@requires("access.users")
def roles_to_give(actor: Actor) -> list[Role]:
    """Return the roles that a log-in can be given."""
    return list(Role.objects.of(actor).order_by("-is_builtin", "pk"))


@requires("access.roles")
def get_role(actor: Actor, role_id: int) -> Role:
    """Return one role of the group."""
    role: Role = _found(role_list(actor), role_id)
    return role


@requires("access.api_keys")
def api_key_list(actor: Actor) -> QuerySet[Any]:
    """Return the keys of the group, those in use first, the newest first."""
    keys = ApiKey.objects.of(actor).select_related("user")
    return keys.order_by(F("revoked_at").desc(nulls_first=True), "-pk")


@requires("access.api_keys")
def key_holders(actor: Actor) -> QuerySet[Any]:
    """Return the open log-ins, for whom keys can be made."""
    return User.objects.of(actor).filter(is_active=True).order_by("name", "pk")


def my_user(actor: Actor) -> User:
    """Return the actor's own log-in; NotFound for jobs, which have none."""
    user: User = _found(User.objects.of(actor), actor.user_id or 0)
    return user


def group_of(actor: Actor) -> Group:
    """Return the actor's group."""
    return Group.objects.get(pk=actor.group_id)


def saved_views(actor: Actor, table: str) -> QuerySet[Any]:
    """Return the actor's own saved views of one list."""
    return SavedView.objects.of(actor).filter(user_id=actor.user_id, table=table).order_by("pk")


def authenticator_address(user: User) -> str:
    """Return the `otpauth:` address of a second factor that waits to be confirmed, or ""."""
    if not user.totp_secret or user.totp_confirmed_at is not None:
        return ""
    return pyotp.TOTP(user.totp_secret).provisioning_uri(name=user.login, issuer_name="Hebe")
