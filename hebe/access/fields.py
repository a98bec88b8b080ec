"""Field-level rights: one mechanism for screens, exports and the API.

A sensitive field `app.field` is shown plain to who holds `see.app.field`, masked to who
holds `mask.app.field`, and is absent for everybody else. The right must hold where the row
is: at its store, or one of its stores.
"""

from collections.abc import Callable, Iterable

from hebe.access.actor import Actor


def may_at(actor: Actor, permission: str, stores: Iterable[int]) -> bool:
    """Say whether a right holds at one of a row's stores, or everywhere."""
    grant = actor.grants.get(permission)
    return grant is not None and (
        grant.stores is None or any(store in grant.stores for store in stores)
    )


def shown(
    actor: Actor,
    field: str,
    value: str,
    mask: Callable[[str], str] | None = None,
    *,
    at: Iterable[int],
) -> str | None:
    """Return a value as this actor may see it: plain, masked, or None (absent).

    `at` are the keys of the stores that the row belongs to.
    """
    stores = frozenset(at)
    if may_at(actor, f"see.{field}", stores):
        return value
    if mask is not None and may_at(actor, f"mask.{field}", stores):
        return mask(value) if value else value
    return None
