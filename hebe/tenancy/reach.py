"""How the rows of a table are reached: whose they are, and at which store."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Handed:
    """Rows of another table that make somebody a row's owner too.

    `rows` returns them, of a group; they hold in `key` what the row holds in `outer`, and in
    `owner` the path of a *user* key.
    """

    rows: Callable[[Any], Any]
    key: str
    owner: str
    outer: str = "pk"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a table says once about its rows, for `Model.objects.reached(actor, permission)`.

    `store` is the path of the row's store key (empty: rows belong to no store); `own` names,
    separated by spaces, the paths that hold the *user* key of somebody whose row it is.
    """

    store: str = "store_id"
    own: str = ""
    handed: Handed | None = None

    def through(self, key: str) -> "Reach":
        """Return how the rows are reached whose foreign key `key` leads to such a row.

        >>> Reach(own="advisor__user_id created_by_id").through("order").own
        'order__advisor__user_id order__created_by_id'
        """
        own = " ".join(f"{key}__{path}" for path in self.own.split())
        handed = self.handed and replace(self.handed, outer=f"{key}__{self.handed.outer}")
        return Reach(f"{key}__{self.store}" if self.store else "", own, handed)
