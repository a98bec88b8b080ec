"""Every permission there is: each app declares its own in `permissions.py`."""

from dataclasses import dataclass

from hebe.kernel.errors import Text

PERMISSIONS: "dict[str, Permission]" = {}


@dataclass(frozen=True, slots=True)
class Permission:
    """One code `app.verb`, what it lets people do, and who has it out of the box.

    `roles` names built-in role codes separated by spaces; `*` means every one of them.
    `whole` marks a right over what all stores share: given at one store it opens nothing.
    """

    code: str
    label: Text
    roles: str = ""
    whole: bool = False


def declare(*permissions: Permission) -> None:
    """Register permissions; called once by each app's `permissions.py`."""
    for permission in permissions:
        PERMISSIONS[permission.code] = permission


def is_whole(code: str) -> bool:
    """Say whether a right is over what all stores share, so that it counts for all or none."""
    known = PERMISSIONS.get(code)
    return known is not None and known.whole


def codes_of(role: str) -> list[str]:
    """Return the codes that a built-in role starts with, sorted."""
    if role == "admin":
        return sorted(PERMISSIONS)
    return sorted(
        p.code for p in PERMISSIONS.values() if p.roles == "*" or role in p.roles.split()
    )
