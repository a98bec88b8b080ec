"""How far a right reached when a job began, kept as JSON and compared with how far it does."""

from dataclasses import fields
from typing import Any

from hebe.access.actor import Actor, Grant


def frozen(grant: Grant) -> dict[str, Any]:
    """Return a grant as JSON can keep it.

    >>> frozen(Grant(frozenset({7, 3})))["stores"], frozen(Grant())["stores"]
    ([3, 7], None)
    """
    values = {field.name: getattr(grant, field.name) for field in fields(grant)}
    return {k: sorted(v) if isinstance(v, frozenset) else v for k, v in values.items()}


def thawed(kept: dict[str, Any]) -> Grant:
    """Return the grant that was kept.

    >>> thawed(frozen(Grant(frozenset({3}), own=True))) == Grant(frozenset({3}), own=True)
    True
    """
    values: dict[str, Any] = {
        k: frozenset(v) if isinstance(v, list) else v for k, v in kept.items()
    }
    return Grant(**values)


def still_reaches(actor: Actor, permission: str, kept: dict[str, Any]) -> bool:
    """Say whether the actor may now see all that the right reached when the job began."""
    grant = actor.grants.get(permission)
    return not permission or (grant is not None and grant.covers(thawed(kept)))
