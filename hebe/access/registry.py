"""Every permission there is: each app declares its own in `permissions.py`."""

from dataclasses import dataclass

from hebe.kernel.errors import Text

PERMISSIONS: "dict[str, Permission]" = {}


@dataclass(frozen=True, slots=True)
class Permission:
    """One code `app.verb`, what it lets people do, and who has it out of the box.

    `roles` names built-in role codes separated by spaces; `*` means every one of them.
    """

    code: str
    label: Text
    roles: str = ""


def declare(*permissions: Permission) -> None:
    """Register permissions; called once by each app's `permissions.py`."""
    for permission in permissions:
        PERMISSIONS[permission.code] = permission


def codes_of(role: str) -> list[str]:
    """Return the codes that a built-in role starts with, sorted."""
    if role == "admin":
        return sorted(PERMISSIONS)
    return sorted(
        p.code for p in PERMISSIONS.values() if p.roles == "*" or role in p.roles.split()
    )
