"""What the medical record tells the rest of the house."""

from dataclasses import dataclass
from datetime import date

from hebe.kernel.events import Event, gettext_noop


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
    performer_id: int | None = None
    timeline = gettext_noop("Treated: %(item)s, by %(performer)s")
    kind = "treatment"
    icon = "vaccine"
    tone = "busy"


@dataclass(frozen=True)
class ConsultNoted(Event):
    """An advisor wrote down a conversation."""

    note_id: int
    visit_id: int
    customer_id: int
    store_id: int
    author: str
    author_id: int | None = None
    timeline = gettext_noop("Consult with %(author)s")
    kind = "talk"
    icon = "messages"
    tone = "info"


@dataclass(frozen=True)
class RecordWasSigned(Event):
    """A doctor signed a record, or an amendment of it."""

    record_id: int
    visit_id: int
    customer_id: int
    store_id: int
    doctor: str
    version: int
    doctor_id: int | None = None
    timeline = gettext_noop("Record signed by %(doctor)s (version %(version)s)")
    kind = "treatment"
    icon = "stethoscope"
    tone = "info"


@dataclass(frozen=True)
class TreatmentStarted(Event):
    """An item is being carried out."""

    treatment_id: int
    visit_id: int
    customer_id: int
    store_id: int
    item_id: int
