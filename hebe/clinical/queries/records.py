"""Reads of notes and records; each look at a record leaves an audit row."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from hebe.access.actor import Actor, requires
from hebe.clinical.models import ConsultNote, Record, RecordVersion
from hebe.journal.publish import record_view
from hebe.kernel.errors import NotFound
from hebe.visits.models import Visit
from hebe.visits.queries import keep_look, look_at, with_guests


@dataclass(frozen=True, slots=True)
class Version:
    """One signed version, opened."""

    number: int
    parts: dict[str, str]
    plan: list[dict[str, Any]]
    reason: str
    signed_by: str
    signed_at: datetime
    digest: str


@requires("clinical.view")
def find_record(actor: Actor, visit: Visit) -> Record | None:
    """Return a visit's record, or None before it is begun; the look is audited."""
    found: Record | None = (
        Record.objects.of(actor)
        .filter(with_guests(actor, "clinical.view", Record), visit=visit)
        .select_related("doctor", "visit")
        .first()
    )
    if found is not None:
        record_view(actor, found)
    return found


@requires("clinical.view")
def get_record(actor: Actor, record_id: int) -> Record:
    """Return one record; NotFound when it is not the actor's to see; the look is audited."""
    found: Record | None = (
        Record.objects.of(actor)
        .filter(with_guests(actor, "clinical.view", Record), pk=record_id)
        .select_related("doctor", "visit", "customer", "store")
        .first()
    )
    if found is None:
        raise NotFound
    record_view(actor, found)
    return found


@requires("clinical.view")
def versions_of(actor: Actor, record: Record) -> list[Version]:
    """Return the signed versions, newest first, opened."""
    rows = RecordVersion.objects.of(actor).filter(record=record).select_related("signed_by")
    return [
        Version(
            row.number, json.loads(row.content), row.plan, row.reason, row.signed_by.name,
            row.signed_at, row.digest,
        )
        for row in rows.order_by("-number")
    ]  # fmt: skip


@requires("clinical.plan")
def plan_of(actor: Actor, visit: Visit) -> list[dict[str, Any]]:
    """Return what the doctor planned and signed for a visit: items and times, no diagnosis."""
    look_at(actor, "clinical.plan", visit)
    latest: RecordVersion | None = (
        RecordVersion.objects.of(actor).filter(record__visit=visit).order_by("-number").first()
    )
    return list(latest.plan) if latest else []


@requires("clinical.consult")
def notes_of(actor: Actor, visit: Visit) -> list[ConsultNote]:
    """Return the consult notes of a visit, newest first."""
    actor.check("clinical.consult", visit.store_id)
    rows = ConsultNote.objects.of(actor).filter(visit=visit).select_related("author")
    return list(rows.order_by("-at"))


@requires("clinical.view")
def my_patients(actor: Actor, store_id: int, day: date) -> QuerySet[Any]:
    """Return a store's visits of a day that a clinician is concerned with."""
    own = Visit.objects.of(actor).filter(actor.scope("clinical.view", Record.reached_by))
    rows = own.filter(store_id=store_id, day=day)
    return rows.select_related("customer", "doctor", "advisor").order_by("left_at", "number")


@requires("clinical.view")
def of_customer(actor: Actor, customer_id: int, *, limit: int = 20) -> list[Record]:
    """Return a customer's records, newest first; while she is here, those of every store.

    Once per person and visit the audit trail keeps that the others were looked at.
    """
    rows = Record.objects.of(actor).filter(
        with_guests(actor, "clinical.view", Record), customer_id=customer_id
    )
    rows = rows.select_related("doctor", "store", "visit").order_by("-saved_at")
    found = list(rows[:limit])
    if any(not actor.may("clinical.view", record.store_id) for record in found):
        keep_look(actor, "clinical.view", customer_id)
    return found


@requires("clinical.view")
def records_elsewhere(actor: Actor, customer_id: int) -> int:
    """Return how many records of a customer the actor may not read now, and nothing of them.

    So that nobody takes hers for the first.
    """
    rows = Record.objects.of(actor).filter(customer_id=customer_id)
    within = rows.filter(with_guests(actor, "clinical.view", Record))
    counts = rows.aggregate(
        all=Count("pk"), within=Count("pk", filter=Q(pk__in=within.values("pk")))
    )
    return int(counts["all"] - counts["within"])


@requires("clinical.view")
def record_states(actor: Actor, visits: Iterable[Visit]) -> dict[int, Record]:
    """Return the records of some visits by visit key, without opening them; one query."""
    rows = Record.objects.of(actor).filter(visit__in=visits).select_related("doctor")
    closed = ("complaint", "history", "findings", "diagnosis", "advice", "plan")
    return {row.visit_id: row for row in rows.defer(*closed)}
