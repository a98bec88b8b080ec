"""What the page of a record shows, and what it reads from its form."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.catalog.queries import items_at
from hebe.clinical import queries
from hebe.clinical.choices import RecordState
from hebe.clinical.content import PARTS, REQUIRED
from hebe.clinical.models import Record
from hebe.customers.queries import allergies_said
from hebe.customers.sight import show
from hebe.kernel.errors import Invalid
from hebe.visits.models import Visit
from hebe.web.clinical.compare import changes_of
from hebe.web.clinical.forms import RecordForm
from hebe.web.forms import key_in
from hebe.web.visits.pages import patient


def planned(request: HttpRequest) -> list[dict[str, Any]]:
    """Read the plan's rows: item, times, note; empty rows are no rows."""
    rows = zip(
        request.POST.getlist("item"),
        request.POST.getlist("quantity"),
        request.POST.getlist("plan_note"),
        strict=False,
    )
    plan = []
    for item, quantity, note in rows:
        if not item:
            continue
        key, times = key_in(item), key_in(quantity)
        if key is None or times is None:
            raise Invalid("plan", _("Check the items of the plan and how often."))
        plan.append({"item_id": key, "quantity": times, "note": note})
    return plan


def typed_plan(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the plan's rows as they were typed, to be shown again after a refusal."""
    names = ("item", "quantity", "plan_note")
    rows = zip(*(request.POST.getlist(name) for name in names), strict=False)
    return [{"item_id": key_in(i), "quantity": q, "note": n} for i, q, n in rows] or [{}]


def planned_in(record: Record | None) -> list[dict[str, Any]]:
    """Return the plan's rows as they were kept, and an empty one to go on."""
    return [*(record.plan if record else []), {}]


def items_to_plan(actor: Actor, visit: Visit, record: Record | None) -> list[dict[str, Any]]:
    """Return what the store offers, and what stands in the plan already, offered or not."""
    offered = items_at(actor, visit.store).exclude(kind="consult").values_list("pk", "name")
    planned = {line["item_id"]: line["name"] for line in (record.plan if record else [])}
    names = dict(offered)
    names |= {key: name for key, name in planned.items() if key not in names}
    return [{"pk": key, "name": name} for key, name in names.items()]


def parts_of(record: Record | None) -> dict[str, str]:
    """Return the texts of a record, by part; none before it is begun."""
    return {name: getattr(record, name) for name in PARTS} if record else {}


def missing_in(form: RecordForm, parts: dict[str, str]) -> list[str]:
    """Return the labels of the required parts that are still empty."""
    return [
        str(form.fields[name].label) for name in REQUIRED if not parts.get(name, "").strip()
    ]


def may_write(actor: Actor, visit: Visit, record: Record | None) -> bool:
    """Say whether this page is a form: nobody's record yet, or one's own draft."""
    may = actor.may("clinical.write", visit.store_id)
    if record is None:
        return may
    mine = record.doctor.user_id == actor.user_id
    return may and mine and record.state == RecordState.DRAFT


def record_page(
    request: HttpRequest, actor: Actor, visit: Visit, record: Record | None, form: RecordForm
) -> dict[str, Any]:
    """Return what the page of a visit's record shows: read, written, or as it was typed."""
    versions = queries.versions_of(actor, record) if record else []
    mine = record is not None and record.doctor.user_id == actor.user_id
    customer = visit.customer
    allergies = show(actor, customer, "allergies", customer.allergies, at=[visit.store_id])
    return patient(actor, visit, "record") | {
        "record": record,
        "form": form,
        "signed": record is not None and record.state == RecordState.SIGNED,
        "mine": mine,
        "writing": may_write(actor, visit, record),
        "missing": missing_in(form, parts_of(record)),
        "read": [(form.fields[name].label, text) for name, text in parts_of(record).items()],
        "versions": versions,
        "changes": changes_of(versions, form),
        "earlier": [
            r for r in queries.of_customer(actor, customer.pk) if r.visit_id != visit.pk
        ],
        "elsewhere": queries.records_elsewhere(actor, customer.pk),
        "items": items_to_plan(actor, visit, record),
        "plan": typed_plan(request) if form.is_bound else planned_in(record),
        "health": show(actor, customer, "health", customer.health, at=[visit.store_id]),
        "allergies": allergies,
        "allergies_said": allergies_said(allergies or ""),
        "seen": form.seen,
        "refusal": form.refusal,
        "advice": form.refusal.advice if form.refusal else "",
    }
