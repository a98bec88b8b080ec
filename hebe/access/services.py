"""Acts on log-ins, roles and keys."""

import secrets
from typing import Any

import pyotp
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access import events, registry
from hebe.access.actor import Actor, requires
from hebe.access.choices import BuiltinRole, Reach
from hebe.access.errors import LastKey, WrongCode, WrongPassword
from hebe.access.models import ApiKey, Assignment, Role, SavedView, User
from hebe.access.queries import digest_of
from hebe.access.rank import check_rank
from hebe.access.telling import tell
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound, Refused
from hebe.kernel.violations import refusing
from hebe.tenancy.models import HasGroup, Store


class LoginTaken(Refused):
    """Somebody has this log-in name."""

    message = _("This log-in name is taken. Choose another one.")


def _row(queryset: Any, pk: int) -> Any:
    row = queryset.filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def sync_roles(whose: HasGroup) -> None:
    """Give a group its built-in roles, and new permissions to the built-in roles that stand.

    Called at set-up and after every upgrade; what a person took from a role stays away
    because only codes that no role of the group has ever seen are added.
    """
    standing = {role.code: role for role in Role.objects.of(whose)}
    known = {code for role in standing.values() for code in role.permissions}
    for code in BuiltinRole.values:
        default = registry.codes_of(code)
        role = standing.get(code)
        if role is None:
            Role.objects.of(whose).create(
                group_id=whose.group_id,
                code=code,
                name="",
                permissions=default,
                is_builtin=True,
            )
        elif fresh := sorted(set(default) - known):
            role.permissions = sorted({*role.permissions, *fresh})
            role.save(update_fields=["permissions"])


def _checked_password(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Invalid("password", " ".join(weak.messages)) from weak
    return make_password(password)


@requires("access.users")
@transaction.atomic
def create_user(
    actor: Actor, *, login: str, name: str, password: str, store_id: int | None = None
) -> User:
    """Make a log-in without any right yet; log-in names are unique in the installation."""
    user = User(group_id=actor.group_id, login=login.strip(), name=name.strip())
    if not user.login or not user.name:
        raise Invalid("login", _("A log-in needs a name."))
    if store_id is not None:
        user.store = _row(Store.objects.of(actor), store_id)
    user.password = _checked_password(password, user)
    with refusing({"access_user_login_key": LoginTaken()}):
        user.save()
    tell(actor, events.UserCreated(user.pk), subject=user)
    return user


@requires("access.users")
@transaction.atomic
def assign_roles(
    actor: Actor, *, user_id: int, places: list[tuple[str, int | None, str]]
) -> list[Assignment]:
    """Replace a user's roles by (role code, store or None for the group, reach).

    Nobody gives a right that she does not hold herself: the role's codes must be within
    the actor's own.
    """
    user = _row(User.objects.of(actor).locked(), user_id)
    roles = {role.code: role for role in Role.objects.of(actor)}
    stores = set(Store.objects.of(actor).values_list("pk", flat=True))
    for code, store_id, reach in places:
        if code not in roles or (store_id is not None and store_id not in stores):
            raise NotFound
        if reach not in Reach.values:
            raise Invalid("reach")
        if any(not _may_give(actor, right, store_id) for right in roles[code].permissions):
            raise Forbidden("access.users", _("You cannot give a role more than you may do."))
    check_rank(actor, user)
    kept = {right for code, _store, _reach in places for right in roles[code].permissions}
    if user.pk == actor.user_id and "access.users" not in kept:
        raise LastKey
    Assignment.objects.of(actor).filter(user=user).delete()
    rows = [
        Assignment(
            group_id=actor.group_id, user=user, role=roles[code], store_id=store_id, reach=reach
        )
        for code, store_id, reach in dict.fromkeys(places)
    ]
    with refusing({"one_assignment_per_place": Invalid("places", _("A role stands twice."))}):
        given = Assignment.unscoped.bulk_create(rows)
    tell(
        actor,
        events.RolesAssigned(user.pk),
        subject=user,
        after={"places": [list(place) for place in places]},
    )
    return given


def _may_give(actor: Actor, code: str, store_id: int | None) -> bool:
    if actor.may("access.roles"):
        return True
    grant = actor.grants.get(code)
    if grant is None:
        return False
    return grant.stores is None or (store_id is not None and store_id in grant.stores)


@requires("access.users")
@transaction.atomic
def switch_user(actor: Actor, *, user_id: int, is_active: bool) -> User:
    """Close a log-in, or open it again; nobody closes her own."""
    user: User = _row(User.objects.of(actor).locked(), user_id)
    if user.pk == actor.user_id:
        raise Refused(_("You cannot close your own log-in."))
    check_rank(actor, user)
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    tell(actor, events.UserSwitched(user.pk, is_active), subject=user)
    return user


@requires("access.users")
@transaction.atomic
def reset_password(actor: Actor, *, user_id: int, password: str) -> User:
    """Set another person's password; refused for who manages more than the actor."""
    user: User = _row(User.objects.of(actor).locked(), user_id)
    check_rank(actor, user)
    user.password = _checked_password(password, user)
    user.save(update_fields=["password"])
    tell(actor, events.PasswordChanged(user.pk), subject=user)
    return user


@transaction.atomic
def change_password(actor: Actor, *, current: str, password: str) -> User:
    """Change one's own password."""
    user: User = _row(User.objects.of(actor).locked(), actor.user_id or 0)
    if not check_password(current, user.password):
        raise WrongPassword
    user.password = _checked_password(password, user)
    user.save(update_fields=["password"])
    tell(actor, events.PasswordChanged(user.pk), subject=user)
    return user


@transaction.atomic
def begin_second_factor(actor: Actor) -> str:
    """Return a fresh TOTP secret (RFC 6238, base32) that counts once a code confirms it."""
    user: User = _row(User.objects.of(actor).locked(), actor.user_id or 0)
    if user.totp_confirmed_at is None:
        user.totp_secret = pyotp.random_base32()
        user.save(update_fields=["totp_secret"])
    return user.totp_secret


@transaction.atomic
def confirm_second_factor(actor: Actor, *, code: str) -> User:
    """Switch the second factor on, once a code proves that the phone has the secret."""
    user: User = _row(User.objects.of(actor).locked(), actor.user_id or 0)
    if not code_fits(user, code):
        raise WrongCode
    user.totp_confirmed_at = clock.now()
    user.save(update_fields=["totp_confirmed_at"])
    tell(actor, events.SecondFactorChanged(user.pk, on=True), subject=user)
    return user


@transaction.atomic
def drop_second_factor(actor: Actor, *, code: str) -> User:
    """Switch one's own second factor off."""
    user: User = _row(User.objects.of(actor).locked(), actor.user_id or 0)
    if not code_fits(user, code):
        raise WrongCode
    user.totp_secret, user.totp_confirmed_at = "", None
    user.save(update_fields=["totp_secret", "totp_confirmed_at"])
    tell(actor, events.SecondFactorChanged(user.pk, on=False), subject=user)
    return user


def code_fits(user: User, code: str) -> bool:
    """Say whether a six-digit code is right now, or was half a minute ago."""
    if not user.totp_secret:
        return False
    totp = pyotp.TOTP(user.totp_secret)
    return totp.verify(code.strip().replace(" ", ""), for_time=clock.now(), valid_window=1)


@requires("access.roles")
@transaction.atomic
def edit_role(actor: Actor, *, role_id: int, name: str, permissions: list[str]) -> Role:
    """Change what a role may do. The administrator's role keeps the right to edit roles."""
    role: Role = _row(Role.objects.of(actor).locked(), role_id)
    unknown = sorted(set(permissions) - set(registry.PERMISSIONS))
    if unknown:
        raise Invalid("permissions", _("There is no such permission."))
    keep = {"access.roles", "access.users"} if role.code == BuiltinRole.ADMIN else set()
    before = role.permissions
    role.name = name.strip()
    role.permissions = sorted({*permissions, *keep})
    role.save(update_fields=["name", "permissions"])
    tell(
        actor,
        events.RoleEdited(role.pk),
        subject=role,
        before={"permissions": before},
        after={"permissions": role.permissions},
    )
    return role


@requires("access.roles")
@transaction.atomic
def create_role(actor: Actor, *, code: str, name: str, permissions: list[str]) -> Role:
    """Make a role of the group's own."""
    if not code or not name.strip():
        raise Invalid("name", _("A role needs a name."))
    if set(permissions) - set(registry.PERMISSIONS):
        raise Invalid("permissions", _("There is no such permission."))
    role = Role(group_id=actor.group_id, code=code, name=name.strip(), permissions=permissions)
    with refusing({"one_role_per_code": Invalid("code", _("This code is taken."))}):
        role.save()
    tell(actor, events.RoleEdited(role.pk), subject=role, after={"permissions": permissions})
    return role


@requires("access.api_keys")
@transaction.atomic
def create_api_key(
    actor: Actor, *, user_id: int, name: str, scopes: list[str]
) -> tuple[ApiKey, str]:
    """Make a key for a user; return it with the secret, which is shown this once only.

    Empty `scopes` means all the user may do.
    """
    user: User = _row(User.objects.of(actor), user_id)
    if set(scopes) - set(registry.PERMISSIONS):
        raise Invalid("scopes", _("There is no such permission."))
    check_rank(actor, user)
    secret = f"hebe_{actor.group_id}_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.of(actor).create(
        group_id=actor.group_id,
        user=user,
        name=name.strip() or user.login,
        prefix=secret[:12],
        digest=digest_of(secret),
        scopes=scopes,
    )
    tell(actor, events.ApiKeyCreated(key.pk, user.pk), subject=key)
    return key, secret


@requires("access.api_keys")
@transaction.atomic
def revoke_api_key(actor: Actor, *, key_id: int) -> ApiKey:
    """Make a key useless from now on."""
    key: ApiKey = _row(ApiKey.objects.of(actor).locked(), key_id)
    key.revoked_at = key.revoked_at or clock.now()
    key.save(update_fields=["revoked_at"])
    tell(actor, events.ApiKeyRevoked(key.pk), subject=key)
    return key


@transaction.atomic
def save_view(actor: Actor, *, table: str, name: str, query: str) -> SavedView:
    """Keep (or replace) one's own named view of a list."""
    if not name.strip():
        raise Invalid("name", _("Give the view a name."))
    view, _made = SavedView.objects.of(actor).update_or_create(
        group_id=actor.group_id,
        user_id=actor.user_id,
        table=table,
        name=name.strip()[:40],
        defaults={"query": query},
    )
    kept: SavedView = view
    return kept


@transaction.atomic
def drop_view(actor: Actor, *, view_id: int) -> None:
    """Forget one of one's own views."""
    SavedView.objects.of(actor).filter(pk=view_id, user_id=actor.user_id).delete()


@transaction.atomic
def set_language(actor: Actor, *, language: str) -> None:
    """Remember the language a user reads."""
    if language not in {"zh-hans", "en"}:
        raise Invalid("language")
    User.objects.of(actor).filter(pk=actor.user_id).update(language=language)


def role_name(role: Role) -> str:
    """Return a role's own name, or that of the built-in role it is."""
    return role.name or str(BuiltinRole(role.code).label)
