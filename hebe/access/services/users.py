"""Acts on log-ins: make, give roles, close, set passwords."""

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access import events
from hebe.access.actor import Actor, requires
from hebe.access.choices import Reach
from hebe.access.errors import LastKey, LoginTaken, OwnLogin, OwnPassword, WrongPassword
from hebe.access.logins import mixes_scripts
from hebe.access.models import Assignment, Role, User
from hebe.access.rank import check_rank, check_right_to_give, check_right_to_set_password
from hebe.access.telling import tell
from hebe.kernel.errors import Invalid, NotFound
from hebe.kernel.violations import refusing
from hebe.tenancy.models import Store

LONGEST_NAME = 60
Place = tuple[str, int | None, str]


@requires("access.users")
@transaction.atomic
def create_user(
    actor: Actor, *, login: str, name: str, password: str, store_id: int | None = None
) -> User:
    """Make a log-in without any right yet; log-in names are unique in the installation.

    Refuses LoginTaken (also of a name that differs in width or case alone), names that are
    empty or too long, and log-in names with spaces or letters of several scripts.
    The password is a given one: whose log-in it is chooses her own when she first signs in.
    """
    user = User(group_id=actor.group_id, login=login.strip(), name=name.strip())
    _check_names(user)
    if store_id is not None:
        user.store = Store.objects.of(actor).one(store_id)
    user.password, user.password_is_given = _checked_password(password, user), True
    with refusing({"one_login_per_key": LoginTaken(), "access_user_login_key": LoginTaken()}):
        user.save()
    tell(actor, events.UserCreated(user.pk), subject=user)
    return user


def _check_names(user: User) -> None:
    if not user.login or not user.name:
        raise Invalid("login", _("A log-in needs a name."))
    if " " in user.login or not user.login.isprintable():
        raise Invalid("login", _("A log-in name has no spaces."))
    if mixes_scripts(user.login):
        raise Invalid("login", _("This log-in name mixes letters that look alike."))
    for field in ("login", "name"):
        if len(getattr(user, field)) > LONGEST_NAME:
            raise Invalid(field, _("A name has at most 60 characters."))


@requires("access.users")
@transaction.atomic
def assign_roles(actor: Actor, *, user_id: int, places: list[Place]) -> list[Assignment]:
    """Replace a user's roles by (role code, store or None for the group, reach).

    Nobody gives a right that she does not hold herself: the role's codes must be within
    the actor's own.
    """
    user = User.objects.of(actor).locked().one(user_id)
    roles = {role.code: role for role in Role.objects.of(actor)}
    _check_places(actor, places, roles)
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
    after = {"places": [list(place) for place in places]}
    tell(actor, events.RolesAssigned(user.pk), subject=user, after=after)
    return given


def _check_places(actor: Actor, places: list[Place], roles: dict[str, Role]) -> None:
    stores = set(Store.objects.of(actor).values_list("pk", flat=True))
    for code, store_id, reach in places:
        if code not in roles or (store_id is not None and store_id not in stores):
            raise NotFound
        if reach not in Reach.values:
            raise Invalid("reach")
        check_right_to_give(actor, roles[code].permissions, store_id, reach)


@requires("access.users")
@transaction.atomic
def switch_user(actor: Actor, *, user_id: int, is_active: bool) -> User:
    """Close a log-in, or open it again; nobody closes her own."""
    user: User = User.objects.of(actor).locked().one(user_id)
    if user.pk == actor.user_id:
        raise OwnLogin
    check_rank(actor, user)
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    tell(actor, events.UserSwitched(user.pk, is_active), subject=user)
    return user


@requires("access.users")
@transaction.atomic
def reset_password(actor: Actor, *, user_id: int, password: str) -> User:
    """Set another person's password; her open sessions end, and signing in she chooses her own.

    Refuses Outranked when she may do anything that the actor may not, and OwnPassword.
    """
    user: User = User.objects.of(actor).locked().one(user_id)
    if user.pk == actor.user_id:
        raise OwnPassword
    check_right_to_set_password(actor, user)
    return _with_password(actor, user, password, is_given=True)


@transaction.atomic
def change_password(actor: Actor, *, current: str, password: str) -> User:
    """Change one's own password, after which nobody else knows it.

    Raises WrongPassword when `current` does not fit, and Invalid for a given one kept.
    """
    user = myself(actor, current)
    if user.password_is_given and password == current:
        raise Invalid("password", _("You were given this one. Choose one nobody else knows."))
    return _with_password(actor, user, password, is_given=False)


def myself(actor: Actor, current: str) -> User:
    """Lock and return one's own log-in; raises WrongPassword unless `current` is its."""
    user: User = User.objects.of(actor).locked().one(actor.user_id)
    if not check_password(current, user.password):
        raise WrongPassword
    return user


def _with_password(actor: Actor, user: User, password: str, *, is_given: bool) -> User:
    user.password, user.password_is_given = _checked_password(password, user), is_given
    user.save(update_fields=["password", "password_is_given"])
    tell(actor, events.PasswordChanged(user.pk), subject=user)
    return user


def _checked_password(password: str, user: User) -> str:
    """Return the hash to keep, or raise Invalid for a password that is easily guessed."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Invalid("password", " ".join(weak.messages)) from weak
    return make_password(password)
