"""What the medical record tells the rest of the house."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from hebe.kernel.events import Event


@dataclass(frozen=True)
class TreatmentFinished(Event):
    """An item was carried out."""

    treatment_id: int
    visit_id: int
    customer_id: int
    store_id: int
    item_id: int
    item: str
    performer: str
    day: date
    timeline: ClassVar[str] = "Treated: %(item)s, by %(performer)s"
    kind: ClassVar[str] = "treatment"
    icon: ClassVar[str] = "vaccine"
    tone: ClassVar[str] = "busy"
