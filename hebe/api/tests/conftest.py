"""A clinic on a Monday morning, and everybody's keys."""

import json

import pytest
import time_machine

from hebe.architecture.cast import item_of
from hebe.care.demo import load as load_follow_up_steps
from hebe.catalog.models import Product
from hebe.journal.models import Outbox
from hebe.journal.services import deliver_event
from hebe.staff.models import Shift

PARTS = {
    "complaint": "眉间动态纹 2 年", "findings": "皱眉肌收缩明显", "diagnosis": "眉间纹",
    "advice": "肉毒毒素注射 20U",
}  # fmt: skip


def body(reply):
    """Return what an answer says."""
    return json.loads(reply.content)


@pytest.fixture
def now(monday):
    """It is nine on Monday; move it on with `now.move_to`."""
    with time_machine.travel(monday("09:00"), tick=False) as clock:
        yield clock


@pytest.fixture
def clinic(now, group, jingan, boss, dr_chen, dr_lin, zhou_ke, nurse_fang, monday, botox):
    """Everybody is on duty, and follow-ups have their steps."""
    for member in (dr_chen, dr_lin, zhou_ke, nurse_fang):
        Shift.objects.of(group).create(
            group_id=group.pk, member=member, store=jingan, day=monday("09:00").date(),
            starts_at=monday("09:00"), ends_at=monday("21:00"),
        )  # fmt: skip
    load_follow_up_steps(boss)
    return group


@pytest.fixture
def toxin(group):
    return Product.objects.of(group).create(
        group_id=group.pk, code="BTXA", name="注射用A型肉毒毒素", unit="支"
    )


@pytest.fixture
def whitening(group, shelf):
    """Return an item of a department that the store has no licence for."""
    return item_of(group, shelf, "TEETH", "冷光美白", department="dental", technique="energy")


@pytest.fixture
def deliver(clinic):
    """Return a function that does what the worker does with events."""

    def act():
        for row in Outbox.objects.of(clinic).order_by("pk"):
            deliver_event(group_id=clinic.pk, event_id=row.pk)

    return act


@pytest.fixture
def refuses(clinic):
    """Return a check: the call is refused with its code, a reason and the way on."""

    def check(reply, code, status=409, advice=True):
        said = body(reply)
        assert (reply.status_code, said["code"]) == (status, code), said
        assert said["detail"]
        assert said.get("advice") or not advice
        return said

    return check
