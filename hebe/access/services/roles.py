"""Acts on roles: what each may do."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access import events, registry
from hebe.access.actor import Actor, requires
from hebe.access.choices import BuiltinRole
from hebe.access.models import Role
from hebe.access.telling import tell
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import marks, merged
from hebe.kernel.violations import refusing
from hebe.tenancy.models import Group, HasGroup

NEVER_TAKEN_FROM_ADMINISTRATORS = {"access.roles", "access.users"}


@transaction.atomic
def sync_roles(whose: HasGroup) -> None:
    """Give a group its built-in roles, and new permissions to the built-in roles that stand.

    Called at set-up and at every start; what a person took from a role, or from all of them,
    stays away because only codes that the group was never offered are added.
    """
    group = Group.objects.select_for_update().get(pk=whose.group_id)
    standing = {role.code: role for role in Role.objects.of(whose)}
    known = {code for role in standing.values() for code in role.permissions}
    known |= set(group.rights_offered)
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
    group.rights_offered = sorted(known | set(registry.PERMISSIONS))
    group.save(update_fields=["rights_offered"])


@requires("access.roles")
@transaction.atomic
def edit_role(
    actor: Actor, *, role_id: int, name: str, permissions: list[str], seen: str = ""
) -> Role:
    """Change what a role is called and may do; an empty name keeps a built-in role's own.

    The administrator's role keeps the rights to edit roles and log-ins. `seen` are the
    `role_marks` that a form was opened with: a right that somebody else gave or took since
    stays so, and ChangedMeanwhile is raised when both gave the role another name.
    """
    role: Role = Role.objects.of(actor).locked().one(role_id)
    check_declared("permissions", permissions)
    before = role.permissions
    kept = NEVER_TAKEN_FROM_ADMINISTRATORS if role.code == BuiltinRole.ADMIN else set()
    called = _checked_name(name) if not role.is_builtin else name.strip()
    present = _said(role.name, role.permissions)
    wanted = present | merged(_said(called, permissions), present, seen)
    role.name = wanted.pop("name")
    role.permissions = sorted({code for code in wanted if wanted[code]} | kept)
    role.save(update_fields=["name", "permissions"])
    tell(
        actor,
        events.RoleEdited(role.pk),
        subject=role,
        before={"permissions": before},
        after={"permissions": role.permissions},
    )
    return role


def role_marks(role: Role) -> str:
    """Return the marks that a form opened now carries along for `edit_role`."""
    return marks(_said(role.name, role.permissions))


def _said(name: str, permissions: Collection[str]) -> dict[str, Any]:
    """Return a role as a name and a yes or no to each right."""
    return {"name": name} | {code: code in permissions for code in registry.PERMISSIONS}


@requires("access.roles")
@transaction.atomic
def create_role(actor: Actor, *, code: str, name: str, permissions: list[str]) -> Role:
    """Make a role of the group's own; raises Invalid for a code that is taken."""
    check_declared("permissions", permissions)
    role = Role(
        group_id=actor.group_id,
        code=code,
        name=_checked_name(name),
        permissions=sorted(set(permissions)),
    )
    with refusing({"one_role_per_code": Invalid("code", _("This code is taken."))}):
        role.save()
    after = {"permissions": role.permissions}
    tell(actor, events.RoleEdited(role.pk), subject=role, after=after)
    return role


def check_declared(field: str, codes: list[str]) -> None:
    """Raise Invalid unless every code is a permission that some app declared."""
    if set(codes) - set(registry.PERMISSIONS):
        raise Invalid(field, _("There is no such permission."))


def _checked_name(name: str) -> str:
    if not name.strip():
        raise Invalid("name", _("A role needs a name."))
    return name.strip()
