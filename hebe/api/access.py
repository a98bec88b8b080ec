"""Log-ins, roles and keys to the API."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from hebe.access import queries, services
from hebe.access.choices import Reach
from hebe.access.models import ApiKey, Role, User
from hebe.access.registry import PERMISSIONS
from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.schemas import PROBLEMS, Cursor, Key, Limit, Text

router = Router(tags=["access"])
Name = Annotated[Text, StringConstraints(max_length=60)]
Code = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,40}$")]
Permissions = Annotated[list[Text], Field(max_length=1000)]
ANSWERED_ONCE = "no-store"


class Me(Schema):
    """Whose key this is, and what it may do."""

    user_id: int | None
    name: str
    group_id: int
    store_id: int | None
    store_ids: list[int]
    permissions: list[str]


class Place(Schema):
    """A role, where it counts (no store: the whole group), and whose rows it shows."""

    role: Text
    store_id: Key | None = None
    reach: Reach = Reach.ALL


class UserIn(Schema):
    """A log-in to make."""

    login: Name
    name: Name
    password: Text
    store_id: Key | None = None


class UserOut(Schema):
    """A log-in with its roles."""

    id: int
    login: str
    name: str
    is_active: bool
    has_second_factor: bool
    store_id: int | None
    places: list[Place]


class UserPage(Schema):
    """A page of log-ins."""

    rows: list[UserOut]
    next: str


class Places(Schema):
    """All roles of a log-in."""

    places: Annotated[list[Place], Field(max_length=200)]


class Switch(Schema):
    """Open or closed."""

    is_active: bool


class NewPassword(Schema):
    """A password for somebody else."""

    password: Text


class OwnPassword(NewPassword):
    """A password for oneself."""

    current: Text


class RoleChange(Schema):
    """What a role is called and may do; an empty name keeps a built-in role's own."""

    name: Name = ""
    permissions: Permissions


class RoleIn(Schema):
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


class PermissionOut(Schema):
    """A right there is."""

    code: str
    label: str


class KeyIn(Schema):
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


def _user(user: User) -> dict[str, Any]:
    names = ["id", "login", "name", "is_active", "store_id"]
    return {name: getattr(user, name) for name in names} | {
        "has_second_factor": user.totp_confirmed_at is not None,
        "places": [
            {"role": given.role.code, "store_id": given.store_id, "reach": given.reach}
            for given in user.assignments.all()
        ],
    }


def _role(role: Role) -> dict[str, Any]:
    names = ["id", "code", "is_builtin", "permissions"]
    facts = {name: getattr(role, name) for name in names}
    return facts | {"name": role.label}


def _key(key: ApiKey) -> dict[str, Any]:
    names = [
        "id", "user_id", "name", "prefix", "scopes", "created_at", "last_used_at", "revoked_at",
    ]  # fmt: skip
    return {name: getattr(key, name) for name in names}


@router.get("/me", response={200: Me, **PROBLEMS}, operation_id="get_me")
def get_me(request: ApiRequest) -> dict[str, Any]:
    """Return whose key this is."""
    actor = request.actor
    facts = {name: getattr(actor, name) for name in ("user_id", "name", "group_id", "store_id")}
    stores = [store.pk for store in queries.my_stores(actor)]
    return facts | {"store_ids": stores, "permissions": sorted(actor.grants)}


@router.post("/me/password", response={204: None, **PROBLEMS}, operation_id="change_password")
def change_password(request: ApiRequest, data: OwnPassword) -> Status[None]:
    """Change one's own password; sessions on screens end, keys stay."""
    services.change_password(request.actor, **data.model_dump())
    return Status(204, None)


@router.get("/users", response={200: UserPage, **PROBLEMS}, operation_id="list_users")
def list_users(request: ApiRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """List the log-ins by name."""
    found, following = page(queries.user_list(request.actor), cursor, limit, ("name", "id"))
    return {"rows": [_user(user) for user in found], "next": following}


@router.get("/users/{user_id}", response={200: UserOut, **PROBLEMS}, operation_id="get_user")
def get_user(request: ApiRequest, user_id: Key) -> dict[str, Any]:
    """Return one log-in."""
    return _user(queries.get_user(request.actor, user_id))


@router.post("/users", response={201: UserOut, **PROBLEMS}, operation_id="create_user")
def create_user(request: ApiRequest, data: UserIn) -> Status[dict[str, Any]]:
    """Make a log-in without any role yet."""
    return Status(201, _user(services.create_user(request.actor, **data.model_dump())))


@router.put(
    "/users/{user_id}/roles", response={200: UserOut, **PROBLEMS}, operation_id="assign_roles"
)
def assign_roles(request: ApiRequest, user_id: Key, data: Places) -> dict[str, Any]:
    """Give a log-in these roles in place of those it had."""
    places = [(place.role, place.store_id, place.reach.value) for place in data.places]
    services.assign_roles(request.actor, user_id=user_id, places=places)
    return _user(queries.get_user(request.actor, user_id))


@router.post(
    "/users/{user_id}/switch", response={200: UserOut, **PROBLEMS}, operation_id="switch_user"
)
def switch_user(request: ApiRequest, user_id: Key, data: Switch) -> dict[str, Any]:
    """Close a log-in, or open it again."""
    services.switch_user(request.actor, user_id=user_id, is_active=data.is_active)
    return _user(queries.get_user(request.actor, user_id))


@router.post(
    "/users/{user_id}/password",
    response={204: None, **PROBLEMS},
    operation_id="reset_password",
)
def reset_password(request: ApiRequest, user_id: Key, data: NewPassword) -> Status[None]:
    """Set somebody's password anew."""
    services.reset_password(request.actor, user_id=user_id, password=data.password)
    return Status(204, None)


@router.get(
    "/permissions",
    response={200: list[PermissionOut], **PROBLEMS},
    operation_id="list_permissions",
)
def list_permissions(request: ApiRequest) -> list[dict[str, str]]:
    """List every right there is, to who edits roles or makes keys."""
    if not request.actor.may("access.api_keys"):
        request.actor.check("access.roles")
    return [{"code": p.code, "label": str(p.label)} for p in PERMISSIONS.values()]


@router.get("/roles", response={200: list[RoleOut], **PROBLEMS}, operation_id="list_roles")
def list_roles(request: ApiRequest) -> list[dict[str, Any]]:
    """List the roles, built-in ones first."""
    return [_role(role) for role in queries.role_list(request.actor)]


@router.post("/roles", response={201: RoleOut, **PROBLEMS}, operation_id="create_role")
def create_role(request: ApiRequest, data: RoleIn) -> Status[dict[str, Any]]:
    """Make a role of the group's own."""
    return Status(201, _role(services.create_role(request.actor, **data.model_dump())))


@router.put("/roles/{role_id}", response={200: RoleOut, **PROBLEMS}, operation_id="edit_role")
def edit_role(request: ApiRequest, role_id: Key, data: RoleChange) -> dict[str, Any]:
    """Change what a role may do."""
    return _role(services.edit_role(request.actor, role_id=role_id, **data.model_dump()))


@router.get("/api-keys", response={200: list[KeyOut], **PROBLEMS}, operation_id="list_api_keys")
def list_api_keys(request: ApiRequest) -> list[dict[str, Any]]:
    """List the keys, those in use first."""
    return [_key(key) for key in queries.api_key_list(request.actor)]


@router.post("/api-keys", response={201: NewKeyOut, **PROBLEMS}, operation_id="create_api_key")
def create_api_key(
    request: ApiRequest, response: HttpResponse, data: KeyIn
) -> Status[dict[str, Any]]:
    """Make a key; this answer alone holds its secret, also when the request is repeated."""
    response["Cache-Control"] = ANSWERED_ONCE
    key, secret = services.create_api_key(request.actor, **data.model_dump())
    return Status(201, _key(key) | {"secret": secret})


@router.post(
    "/api-keys/{key_id}/revoke",
    response={200: KeyOut, **PROBLEMS},
    operation_id="revoke_api_key",
)
def revoke_api_key(request: ApiRequest, key_id: Key) -> dict[str, Any]:
    """Make a key useless from now on."""
    return _key(services.revoke_api_key(request.actor, key_id=key_id))
