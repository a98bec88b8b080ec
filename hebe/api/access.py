"""Log-ins and roles."""

from typing import Any

from ninja import Status

from hebe.access import queries, services
from hebe.access.models import Role, User
from hebe.access.registry import PERMISSIONS
from hebe.api.access_schemas import (
    LostIn,
    NewPassword,
    PermissionOut,
    Places,
    RoleChange,
    RoleIn,
    RoleOut,
    Switch,
    UserIn,
    UserOut,
    UserPage,
)
from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import Cursor, Key, Limit

router = Router(tags=["access"])


@router.get("/users", response=UserPage)
@needs("access.users")
def list_users(request: ApiRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """List the log-ins by name."""
    found, following = page(queries.user_list(request.actor), cursor, limit, ("name", "id"))
    return {"rows": found, "next": following}


@router.get("/users/{user_id}", response=UserOut)
def get_user(request: ApiRequest, user_id: Key) -> User:
    """Return one log-in."""
    return queries.get_user(request.actor, user_id)


@router.post("/users", response={201: UserOut})
def create_user(request: ApiRequest, data: UserIn) -> Status[User]:
    """Make a log-in without any role yet."""
    return Status(201, services.create_user(request.actor, **data.model_dump()))


@router.put("/users/{user_id}/roles", response=UserOut)
def assign_roles(request: ApiRequest, user_id: Key, data: Places) -> User:
    """Give a log-in these roles in place of those it had."""
    places = [(place.role, place.store_id, place.reach.value) for place in data.places]
    services.assign_roles(request.actor, user_id=user_id, places=places)
    return queries.get_user(request.actor, user_id)


@router.post("/users/{user_id}/switch", response=UserOut)
def switch_user(request: ApiRequest, user_id: Key, data: Switch) -> User:
    """Close a log-in, or open it again."""
    services.switch_user(request.actor, user_id=user_id, is_active=data.is_active)
    return queries.get_user(request.actor, user_id)


@router.post("/users/{user_id}/second-factor/reset", response={204: None})
def reset_second_factor(request: ApiRequest, user_id: Key, data: LostIn) -> Status[None]:
    """Switch off the second factor of somebody who lost it; her sessions end."""
    services.reset_second_factor(request.actor, user_id=user_id, reason=data.reason)
    return Status(204, None)


@router.post("/users/{user_id}/password", response={204: None})
def reset_password(request: ApiRequest, user_id: Key, data: NewPassword) -> Status[None]:
    """Set somebody's password anew; signing in with it, she chooses her own."""
    services.reset_password(request.actor, user_id=user_id, password=data.password)
    return Status(204, None)


@router.get("/permissions", response=list[PermissionOut])
@needs("access.api_keys")
def list_permissions(request: ApiRequest) -> list[dict[str, str]]:
    """List every right there is, to who edits roles or makes keys."""
    if not request.actor.may("access.api_keys"):
        request.actor.check("access.roles")
    return [{"code": p.code, "label": str(p.label)} for p in PERMISSIONS.values()]


@router.get("/roles", response=list[RoleOut])
@needs("access.roles")
def list_roles(request: ApiRequest) -> list[Role]:
    """List the roles, built-in ones first."""
    return list(queries.role_list(request.actor))


@router.post("/roles", response={201: RoleOut})
def create_role(request: ApiRequest, data: RoleIn) -> Status[Role]:
    """Make a role of the group's own."""
    return Status(201, services.create_role(request.actor, **data.model_dump()))


@router.put("/roles/{role_id}", response=RoleOut)
def edit_role(request: ApiRequest, role_id: Key, data: RoleChange) -> Role:
    """Change what a role may do."""
    return services.edit_role(request.actor, role_id=role_id, **data.model_dump())
