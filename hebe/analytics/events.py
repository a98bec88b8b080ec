"""What analytics tells the rest of the house."""

from dataclasses import dataclass
from datetime import date

from hebe.kernel.events import Event


@dataclass(frozen=True)
class WeightsSet(Event):
    """Activity units are weighed differently from a day on."""

    valid_from: date
    deal: int
    consult: int
    treatment: int
