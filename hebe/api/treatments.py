"""Treatments: check, start, finish."""

from typing import Any

from ninja import Status

from hebe.access.actor import Actor
from hebe.api.auth import ApiRequest
from hebe.api.routing import Router, needs
from hebe.api.schemas import Key
from hebe.api.treatment_schemas import CheckOut, FinishIn, StartIn, TreatmentOut
from hebe.clinical import queries, services
from hebe.clinical.models import Treatment
from hebe.clinical.readiness import Check
from hebe.clinical.services import Used
from hebe.visits.queries import get_visit

router = Router(tags=["clinical"])


def treatment_told(actor: Actor, row: Treatment) -> dict[str, Any]:
    """Return a treatment as this actor may read it."""
    reads = row.pk in queries.medicine_of(actor, [row])
    kept = {
        name: getattr(row, name) for name in TreatmentOut.model_fields if name != "materials"
    }
    medical = {"parameters": row.parameters, "reaction": row.reaction} if reads else {}
    kept |= {"parameters": None, "reaction": None} | medical
    return kept | {"item": row.item.name, "materials": list(row.materials.all())}


@router.get("/visits/{visit_id}/treatments", response=list[TreatmentOut])
@needs("clinical.plan")
def list_treatments(request: ApiRequest, visit_id: Key) -> list[dict[str, Any]]:
    """List what was carried out in a visit."""
    rows = queries.treatments_of(request.actor, get_visit(request.actor, visit_id))
    return [treatment_told(request.actor, row) for row in rows]


@router.get("/visits/{visit_id}/checks", response=list[CheckOut])
@needs("clinical.treat")
def check_treatment(
    request: ApiRequest,
    visit_id: Key,
    line_id: Key,
    performer_id: Key,
    supervisor_id: Key | None = None,
    room_id: Key | None = None,
    device_id: Key | None = None,
) -> list[Check]:
    """Return what must hold before a treatment starts; asks only."""
    return queries.checks_of(
        request.actor,
        get_visit(request.actor, visit_id),
        line_id=line_id,
        performer_id=performer_id,
        supervisor_id=supervisor_id,
        room_id=room_id,
        device_id=device_id,
    )


@router.post("/visits/{visit_id}/treatments", response={201: TreatmentOut})
def start_treatment(
    request: ApiRequest, visit_id: Key, data: StartIn
) -> Status[dict[str, Any]]:
    """Begin an item that was paid and planned, within the red lines."""
    begun = services.start_treatment(request.actor, visit_id=visit_id, **data.model_dump())
    return Status(201, treatment_told(request.actor, begun))


@router.post("/treatments/{treatment_id}/finish", response=TreatmentOut)
def finish_treatment(request: ApiRequest, treatment_id: Key, data: FinishIn) -> dict[str, Any]:
    """End a treatment and write down with what it was done."""
    used = [Used(m.product_id, m.lot, m.quantity, m.expires_on) for m in data.materials]
    done = services.finish_treatment(
        request.actor,
        treatment_id=treatment_id,
        parameters=data.parameters,
        reaction=data.reaction,
        materials=used,
    )
    return treatment_told(request.actor, done)
