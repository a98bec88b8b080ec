"""Log-ins, roles and keys as programs see them."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StringConstraints

from hebe.access.choices import Reach
from hebe.access.models import Role, User
from hebe.access.services import role_marks
from hebe.api.schemas import Key, Seen, Sent, Text

Name = Annotated[Text, StringConstraints(max_length=60)]
Code = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,40}$")]
Permissions = Annotated[list[Text], Field(max_length=1000)]


class Place(Sent):
    """A role, where it counts (no store: the whole group), and whose rows it shows."""

    role: Text
    store_id: Key | None = None
    reach: Reach = Reach.ALL


class PlaceOut(Schema):
    """A role, where it counts (no store: the whole group), and whose rows it shows."""

    role: str
    store_id: int | None
    reach: Reach


class UserIn(Sent):
    """A log-in to make; whose it is chooses another password when she first signs in."""

    login: Name
    name: Name
    password: Text
    store_id: Key | None = None


class UserOut(Schema):
    """A log-in with its roles; `password_is_given` until she chooses her own, signing in."""

    id: int
    login: str
    name: str
    is_active: bool
    password_is_given: bool
    has_second_factor: bool
    store_id: int | None
    places: list[PlaceOut]

    @staticmethod
    def resolve_has_second_factor(user: User) -> bool:
        """Say whether the sign-in page also asks for a code."""
        return user.totp_confirmed_at is not None

    @staticmethod
    def resolve_places(user: User) -> list[dict[str, Any]]:
        """List the roles with where each counts."""
        return [
            {"role": given.role.code, "store_id": given.store_id, "reach": given.reach}
            for given in user.assignments.all()
        ]


class UserPage(Schema):
    """A page of log-ins."""

    rows: list[UserOut]
    next: str


class Places(Sent):
    """All roles of a log-in."""

    places: Annotated[list[Place], Field(max_length=200)]


class Switch(Sent):
    """Open or closed."""

    is_active: bool


class LostIn(Sent):
    """How one knows that it is she who asks."""

    reason: Annotated[Text, Field(min_length=1, max_length=200)]


class NewPassword(Sent):
    """A password for somebody else."""

    password: Text


class RoleChange(Sent):
    """What a role is called and may do; an empty name keeps a built-in role's own."""

    name: Name = ""
    permissions: Permissions
    seen: Seen = ""


class RoleIn(Sent):
    """A role to make."""

    code: Code
    name: Name
    permissions: Permissions


class RoleOut(Schema):
    """A role."""

    id: int
    code: str
    name: str
    is_builtin: bool
    permissions: list[str]
    seen: str

    @staticmethod
    def resolve_name(role: Role) -> str:
        """Return its own name, or that of the built-in role it is."""
        return role.label

    @staticmethod
    def resolve_seen(role: Role) -> str:
        """Return the marks of what it says now, for a change to take along."""
        return role_marks(role)


class PermissionOut(Schema):
    """A right there is."""

    code: str
    label: str


class ApiKeyIn(Sent):
    """A key to make; without scopes it may do all that its log-in may."""

    user_id: Key
    name: Name
    scopes: Permissions = []


class KeyOut(Schema):
    """A key without its secret."""

    id: int
    user_id: int
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class NewKeyOut(KeyOut):
    """A key with its secret, which no later answer repeats."""

    secret: str
