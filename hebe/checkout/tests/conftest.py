"""A visit at the till, with or without a doctor's signed plan."""

from datetime import timedelta

import pytest

from hebe.clinical.models import Record, RecordVersion
from hebe.kernel import clock
from hebe.scheduling.models import Appointment
from hebe.visits.models import StageRun, Visit


@pytest.fixture
def arrive(group, jingan, qin_lan, botox, zhou_ke, dr_chen):
    """Let a customer stand at the till."""

    def at(customer=qin_lan, booked=botox, number=1, stage="cashier", **facts):
        now = clock.now()
        appointment = booked and Appointment.objects.of(group).create(
            group_id=group.pk, store=jingan, customer=customer, item=booked,
            starts_at=now, ends_at=now + timedelta(minutes=30), status="arrived",
        )  # fmt: skip
        visit = Visit.objects.of(group).create(
            group_id=group.pk, store=jingan, day=clock.today("Asia/Shanghai"), number=number,
            customer=customer, appointment=appointment, advisor=zhou_ke, doctor=dr_chen,
            stage=stage, stage_since=now, arrived_at=now, **facts,
        )  # fmt: skip
        StageRun.objects.of(group).create(
            group_id=group.pk, visit=visit, stage=stage, standard_minutes=10, started_at=now
        )
        return visit

    return at


@pytest.fixture
def visit(arrive):
    return arrive()


@pytest.fixture
def sign(group, dr_chen):
    """Let the doctor sign a plan for a visit."""

    def at(visit, *plan):
        now = clock.now()
        record = Record.objects.of(group).create(
            group_id=group.pk, visit=visit, store=visit.store, customer=visit.customer,
            doctor=dr_chen, state="signed", saved_at=now, plan=list(plan), versions_count=1,
        )  # fmt: skip
        return RecordVersion.objects.of(group).create(
            group_id=group.pk, record=record, number=1, content="{}", plan=list(plan),
            signed_by=dr_chen, signed_at=now, digest="0" * 64,
        )  # fmt: skip

    return at


def planned_row(item, quantity=1):
    """Return one row of a plan as a record holds it."""
    return {"item_id": item.pk, "name": item.name, "quantity": quantity, "note": ""}
