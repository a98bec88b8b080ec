"""The doctor's record: a draft, then signed versions that never change."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.catalog.models import Item
from hebe.clinical import errors, rules
from hebe.clinical.choices import RecordState
from hebe.clinical.content import content_of
from hebe.clinical.events import RecordWasSigned
from hebe.clinical.models import Record, RecordVersion
from hebe.clinical.services.people import author_of, visit_for
from hebe.compliance.cases import Case
from hebe.compliance.choices import Trigger
from hebe.compliance.services import check
from hebe.journal.publish import publish, record_view
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import merged
from hebe.staff.choices import Post
from hebe.staff.models import Member
from hebe.tenancy.models import Store
from hebe.visits.models import Visit

PLAN_LINES = 30


def _planned(
    actor: Actor, plan: Sequence[Mapping[str, Any]], record: Record | None
) -> list[dict[str, Any]]:
    """Return plan lines with the items' own names; Invalid for what is not on offer.

    What stands in the record's plan already may stay, on offer or not.
    """
    wrong = Invalid("plan", _("Check the items of the plan and how often."))
    if len(plan) > PLAN_LINES:
        raise wrong
    keys = {line.get("item_id") for line in plan}
    offered = Item.objects.of(actor).filter(pk__in=keys, is_active=True)
    names = {line["item_id"]: line["name"] for line in (record.plan if record else [])}
    names |= dict(offered.values_list("pk", "name"))
    lines = []
    for line in plan:
        item_id, quantity = line.get("item_id"), line.get("quantity", 1)
        if item_id not in names or not isinstance(quantity, int) or not 1 <= quantity <= 100:
            raise wrong
        note = str(line.get("note", ""))[:200]
        lines.append(
            {"item_id": item_id, "name": names[item_id], "quantity": quantity, "note": note}
        )
    return lines


def _check_author(
    actor: Actor,
    author: Member,
    store: Store,
    parts: Mapping[str, str],
    plan: Sequence[Any],
    trigger: str,
) -> None:
    """Ask whether a doctor writes, and under a valid registration where it is signed."""
    written = rules.medical_fields(parts, plan)
    case = Case(
        store=store,
        author=author,
        performer=author,
        medical=True,
        needs_doctor=True,
        medical_fields=written if author.post == Post.DOCTOR else written or ["record"],
    )
    check(actor, trigger, case, subject=author)


@requires("clinical.write")
@transaction.atomic
def save_record(
    actor: Actor,
    *,
    visit_id: int,
    parts: Mapping[str, str],
    plan: Sequence[Mapping[str, Any]] = (),
    seen: str = "",
) -> Record:
    """Keep the draft of a visit's record (made on first use; the first doctor owns it).

    `seen` are the `marks_of` what a form was opened with. Refuses RedLine PRC-08 when
    somebody who is not a doctor writes medicine, RecordSigned, NotYourRecord, and
    ChangedMeanwhile when another window changed the same part.
    """
    visit = visit_for(actor, visit_id, "clinical.write")
    author = author_of(actor)
    kept = {name: str(parts.get(name, "")) for name in rules.PARTS}
    lines = _planned(actor, plan, Record.objects.of(actor).filter(visit=visit).first())
    _check_author(actor, author, visit.store, kept, lines, Trigger.RECORD_SAVE)
    record = _draft(actor, visit, author)
    wanted = merged(kept | {"plan": rules.bare(lines)}, content_of(record), seen)
    if wanted.pop("plan", None) is not None:
        record.plan = lines
    for name, text in wanted.items():
        setattr(record, name, text)
    record.saved_at = clock.now()
    record.save()
    record_view(actor, record, what="record.saved")
    return record


def _draft(actor: Actor, visit: Visit, author: Member) -> Record:
    """Return the visit's draft, locked, begun if need be."""
    begun, _made = Record.objects.of(actor).get_or_create(
        group_id=actor.group_id,
        visit=visit,
        defaults={
            "store_id": visit.store_id, "customer_id": visit.customer_id, "doctor": author,
            "saved_at": clock.now(),
        },
    )  # fmt: skip
    record: Record = Record.objects.of(actor).locked().get(pk=begun.pk)
    if record.state == RecordState.SIGNED:
        raise errors.RecordSigned
    if record.doctor_id != author.pk:
        raise errors.NotYourRecord
    return record


def _locked(actor: Actor, record_id: int) -> Record:
    rows = Record.objects.of(actor).locked().select_related("doctor", "store")
    record: Record = rows.one(record_id)
    actor.check("clinical.sign", record.store_id)
    return record


def _add_version(
    actor: Actor, record: Record, author: Member, parts: dict[str, str], reason: str
) -> RecordVersion:
    record.versions_count += 1
    number = record.versions_count
    version = RecordVersion(
        group_id=actor.group_id, record=record, number=number,
        content=json.dumps(parts, ensure_ascii=False), plan=record.plan, reason=reason,
        signed_by=author, signed_at=clock.now(),
        digest=rules.digest(parts, record.plan, number),
    )  # fmt: skip
    version.save()
    record.state, record.saved_at = RecordState.SIGNED, clock.now()
    record.save()
    publish(
        actor,
        RecordWasSigned(
            record.pk,
            record.visit_id,
            record.customer_id,
            record.store_id,
            author.name,
            number,
            author.pk,
        ),
        subject=record,
        after={"version": number, "digest": version.digest},
    )
    return version


def _complete(parts: Mapping[str, str]) -> None:
    labels = {
        "complaint": _("chief complaint"), "findings": _("findings"),
        "diagnosis": _("diagnosis"), "advice": _("treatment advice"),
    }  # fmt: skip
    if missing := rules.missing_parts(parts):
        raise errors.RecordIncomplete(None, parts=_(", ").join(str(labels[m]) for m in missing))


@requires("clinical.sign")
@transaction.atomic
def sign_record(actor: Actor, *, record_id: int) -> RecordVersion:
    """Sign the draft: version 1, never changed again (EMR-03).

    Refuses RecordSigned, RecordIncomplete, NotYourRecord, and RedLine PRC-01 without a valid
    registration at the store.
    """
    record = _locked(actor, record_id)
    author = author_of(actor)
    if record.state == RecordState.SIGNED:
        raise errors.RecordSigned
    if record.doctor_id != author.pk:
        raise errors.NotYourRecord
    parts = {name: str(getattr(record, name)) for name in rules.PARTS}
    _check_author(actor, author, record.store, parts, record.plan, Trigger.RECORD_SIGN)
    _complete(parts)
    return _add_version(actor, record, author, parts, "")


def _amended(
    actor: Actor,
    record: Record,
    parts: Mapping[str, str],
    plan: Sequence[Mapping[str, Any]] | None,
    seen: str,
) -> dict[str, str]:
    """Return what the record will say, its plan put in place; NothingAmended if as before."""
    now = content_of(record)
    typed: dict[str, Any] = {n: str(parts[n]) for n in rules.PARTS if n in parts}
    lines = None if plan is None else _planned(actor, plan, record)
    if lines is not None:
        typed |= {"plan": rules.bare(lines)}
    wanted = merged(typed, now, seen)
    if lines is not None and "plan" in wanted:
        record.plan = lines
    kept = {name: str(wanted.get(name, now[name])) for name in rules.PARTS}
    if {**kept, "plan": rules.bare(record.plan)} == now:
        raise errors.NothingAmended
    return kept


@requires("clinical.sign")
@transaction.atomic
def amend_record(
    actor: Actor,
    *,
    record_id: int,
    parts: Mapping[str, str],
    plan: Sequence[Mapping[str, Any]] | None = None,
    reason: str,
    seen: str = "",
) -> RecordVersion:
    """Sign a further version beside the earlier ones, with the reason why.

    Parts that are not named stay as they were. Refuses NotYetSigned, ReasonMissing,
    NotYourRecord, NothingAmended, RecordIncomplete, and ChangedMeanwhile when it was amended
    in another window since it was `seen`.
    """
    record = _locked(actor, record_id)
    author = author_of(actor)
    if record.state != RecordState.SIGNED:
        raise errors.NotYetSigned
    if record.doctor_id != author.pk:
        raise errors.NotYourRecord
    if not reason.strip():
        raise errors.ReasonMissing
    kept = _amended(actor, record, parts, plan, seen)
    _check_author(actor, author, record.store, kept, record.plan, Trigger.RECORD_SIGN)
    _complete(kept)
    for name, text in kept.items():
        setattr(record, name, text)
    return _add_version(actor, record, author, kept, reason.strip()[:200])
