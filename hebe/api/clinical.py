"""Notes and records."""

from typing import Any

from ninja import Status

from hebe.access.actor import Actor
from hebe.api.auth import ApiRequest
from hebe.api.clinical_schemas import (
    AmendIn,
    NoteIn,
    NoteOut,
    PlanOut,
    RecordDetail,
    RecordIn,
    RecordLine,
)
from hebe.api.routing import Router, needs
from hebe.api.schemas import Key
from hebe.clinical import queries, services
from hebe.clinical.content import marks_of
from hebe.clinical.models import ConsultNote, Record
from hebe.customers.queries import get_customer
from hebe.kernel.errors import NotFound
from hebe.visits.queries import get_visit

router = Router(tags=["clinical"])


@router.get("/visits/{visit_id}/notes", response=list[NoteOut])
@needs("clinical.consult")
def list_consult_notes(request: ApiRequest, visit_id: Key) -> list[ConsultNote]:
    """List a visit's consult notes, newest first."""
    return queries.notes_of(request.actor, get_visit(request.actor, visit_id))


@router.post("/visits/{visit_id}/notes", response={201: NoteOut})
def write_consult_note(request: ApiRequest, visit_id: Key, data: NoteIn) -> Status[ConsultNote]:
    """Write down a consult; a diagnosis has no place here."""
    return Status(
        201, services.write_consult_note(request.actor, visit_id=visit_id, **data.model_dump())
    )


def _detail(actor: Actor, record: Record) -> dict[str, Any]:
    versions = queries.versions_of(actor, record)
    return {"record": record, "versions": versions, "seen": marks_of(record)}


@router.get("/visits/{visit_id}/record", response=RecordDetail)
def get_record(request: ApiRequest, visit_id: Key) -> dict[str, Any]:
    """Return a visit's record with its versions; the look is audited."""
    found = queries.find_record(request.actor, get_visit(request.actor, visit_id))
    if found is None:
        raise NotFound
    return _detail(request.actor, found)


@router.put("/visits/{visit_id}/record", response=RecordDetail)
def save_record(request: ApiRequest, visit_id: Key, data: RecordIn) -> dict[str, Any]:
    """Keep the draft of a visit's record; only a doctor may write it (PRC-08)."""
    saved = services.save_record(
        request.actor,
        visit_id=visit_id,
        parts=data.parts.model_dump(),
        plan=[line.model_dump() for line in data.plan],
        seen=data.seen,
    )
    return {"record": saved, "versions": [], "seen": marks_of(saved)}


@router.post("/records/{record_id}/sign", response=RecordDetail)
def sign_record(request: ApiRequest, record_id: Key) -> dict[str, Any]:
    """Sign the draft: version 1, never changed again."""
    services.sign_record(request.actor, record_id=record_id)
    return _detail(request.actor, queries.get_record(request.actor, record_id))


@router.post("/records/{record_id}/amend", response=RecordDetail)
def amend_record(request: ApiRequest, record_id: Key, data: AmendIn) -> dict[str, Any]:
    """Sign a further version beside the earlier ones, with the reason."""
    services.amend_record(
        request.actor,
        record_id=record_id,
        parts=data.parts.model_dump(exclude_none=True),
        plan=None if data.plan is None else [line.model_dump() for line in data.plan],
        reason=data.reason,
        seen=data.seen,
    )
    return _detail(request.actor, queries.get_record(request.actor, record_id))


@router.get("/customers/{customer_id}/records", response=list[RecordLine])
@needs("clinical.view")
def list_records(request: ApiRequest, customer_id: Key) -> list[Record]:
    """List a customer's records, newest first, without their text."""
    she = get_customer(request.actor, customer_id)
    return queries.of_customer(request.actor, she.pk)


@router.get("/visits/{visit_id}/plan", response=list[PlanOut])
@needs("clinical.plan")
def get_plan(request: ApiRequest, visit_id: Key) -> list[dict[str, Any]]:
    """Return the signed plan of a visit: items and times, no diagnosis."""
    return queries.plan_of(request.actor, get_visit(request.actor, visit_id))
