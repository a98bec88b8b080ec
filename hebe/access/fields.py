"""Field-level rights: one mechanism for screens, exports and the API.

A sensitive field `app.field` is shown plain to who holds `see.app.field`, masked to who
holds `mask.app.field`, and is absent for everybody else.
"""

from collections.abc import Callable

from hebe.access.actor import Actor


def shown(
    actor: Actor, field: str, value: str, mask: Callable[[str], str] | None = None
) -> str | None:
    """Return the value as this actor may see it: plain, masked, or None (absent)."""
    if actor.may(f"see.{field}"):
        return value
    if actor.may(f"mask.{field}") and mask is not None:
        return mask(value) if value else value
    return None
