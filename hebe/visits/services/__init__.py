"""Acts of a visit: arrive, move on, leave."""

from hebe.visits.services.arrivals import join_booking, register_arrival
from hebe.visits.services.corrections import (
    take_back_arrival,
    take_back_leaving,
    take_back_move,
)
from hebe.visits.services.guardians import Papers, confirm_guardian
from hebe.visits.services.stages import (
    close_visit,
    locked_visit,
    move_visit,
)
from hebe.visits.services.standards import set_standards, standard_marks, standard_of

__all__ = [
    "Papers",
    "close_visit",
    "confirm_guardian",
    "join_booking",
    "locked_visit",
    "move_visit",
    "register_arrival",
    "set_standards",
    "standard_marks",
    "standard_of",
    "take_back_arrival",
    "take_back_leaving",
    "take_back_move",
]
