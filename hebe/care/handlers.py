"""Reactions of care."""

from hebe.access.actor import Actor
from hebe.care import services
from hebe.clinical.events import TreatmentFinished
from hebe.journal.subscribe import on


@on(TreatmentFinished, "care.do", "todos.create")
def plan(actor: Actor, event: TreatmentFinished) -> None:
    """Somebody will ask how it is."""
    services.plan_follow_ups(actor, treatment_id=event.treatment_id)
