"""A visit with a paid, planned item."""

import pytest
import time_machine

from hebe.billing.services import Wanted, open_order
from hebe.clinical.services import save_record, sign_record
from hebe.payments.services import take_payment
from hebe.visits.services import register_arrival

PARTS = {
    "complaint": "眉间动态纹 2 年", "history": "否认药物过敏", "findings": "皱眉肌收缩明显",
    "diagnosis": "眉间纹", "advice": "肉毒毒素注射 20U",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _ten_oclock(monday):
    with time_machine.travel(monday("10:00"), tick=False):
        yield


@pytest.fixture
def visit(frontdesk, jingan, qin_lan):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


@pytest.fixture
def plan(botox):
    return [{"item_id": botox.pk, "quantity": 1, "note": "20U"}]


@pytest.fixture
def draft(doctor, dr_lin, visit, plan):
    return save_record(doctor, visit_id=visit.pk, parts=PARTS, plan=plan)


@pytest.fixture
def signed(doctor, draft):
    sign_record(doctor, record_id=draft.pk)
    return draft


@pytest.fixture
def order(boss, jingan, qin_lan, botox):
    return open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(item_id=botox.pk)]
    )


@pytest.fixture
def paid_line(boss, order):
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    return order.lines.get()
