"""Reads about log-ins, roles and keys."""

from django.db.models import Count, F

from hebe.access.actor import Actor, requires
from hebe.access.models import ApiKey, Role, User
from hebe.access.queries.actors import joined
from hebe.tenancy.models import GroupQuerySet


@requires("access.users")
def user_list(actor: Actor) -> GroupQuerySet:
    """Return the log-ins of the group by name, with their roles."""
    return (
        User.objects.of(actor)
        .prefetch_related("assignments__role", "assignments__store")
        .order_by("name", "pk")
    )


@requires("access.roles")
def role_list(actor: Actor) -> GroupQuerySet:
    """Return the roles of the group, built-in ones first, with how many `people` have each."""
    people = Count("assignments__user", distinct=True)
    rows: GroupQuerySet = Role.objects.of(actor).annotate(people=people)
    return rows.order_by("-is_builtin", "pk")


@requires("access.users")
def get_user(actor: Actor, user_id: int) -> User:
    """Return one log-in of the group, with its roles."""
    user: User = user_list(actor).one(user_id)
    return user


@requires("access.users")
def roles_to_give(actor: Actor) -> list[Role]:
    """Return the roles that a log-in can be given."""
    return list(Role.objects.of(actor).order_by("-is_builtin", "pk"))


@requires("access.roles")
def get_role(actor: Actor, role_id: int) -> Role:
    """Return one role of the group."""
    role: Role = role_list(actor).one(role_id)
    return role


@requires("access.api_keys")
def api_key_list(actor: Actor) -> GroupQuerySet:
    """Return the keys of the group, those in use first, the newest first."""
    keys = ApiKey.objects.of(actor).select_related("user")
    return keys.order_by(F("revoked_at").desc(nulls_first=True), "-pk")


@requires("access.api_keys")
def key_holders(actor: Actor) -> list[User]:
    """Return the open log-ins that may do nothing the actor may not: keys can be made for them.

    A constant number of queries.
    """
    people = User.objects.of(actor).filter(is_active=True)
    people = people.prefetch_related("assignments__role").order_by("name", "pk")
    return [user for user in people if is_within(actor, user)]


def is_within(actor: Actor, user: User) -> bool:
    """Say whether a user, fetched with her roles, may do nothing that the actor may not."""
    return actor.covers(joined(user.assignments.all()))
