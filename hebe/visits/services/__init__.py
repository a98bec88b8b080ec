"""Acts of a visit: arrive, move on, leave."""

from hebe.visits.services.arrivals import confirm_guardian, register_arrival
from hebe.visits.services.stages import (
    close_visit,
    locked_visit,
    move_visit,
    set_standard,
    standard_of,
)

__all__ = [
    "close_visit",
    "confirm_guardian",
    "locked_visit",
    "move_visit",
    "register_arrival",
    "set_standard",
    "standard_of",
]
