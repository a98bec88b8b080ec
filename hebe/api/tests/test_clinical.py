"""Notes, records and treatments through keys."""

import json

import pytest
import time_machine

from hebe.architecture.cast import allow
from hebe.billing.services import Wanted, open_order
from hebe.catalog.models import Product
from hebe.clinical.models import Record, Treatment
from hebe.payments.services import take_payment
from hebe.visits.services import register_arrival

PARTS = {
    "complaint": "眉间动态纹 2 年", "findings": "皱眉肌收缩明显", "diagnosis": "眉间纹",
    "advice": "肉毒毒素注射 20U",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _ten_oclock(monday):
    with time_machine.travel(monday("10:00"), tick=False):
        yield


def body(reply):
    return json.loads(reply.content)


@pytest.fixture
def at(frontdesk, jingan, qin_lan):
    visit = register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    return f"/visits/{visit.pk}"


@pytest.fixture
def doctors(api_of, dr_lin):
    return api_of("doctor")


@pytest.fixture
def draft(doctors, at, botox):
    wish = {"parts": PARTS, "plan": [{"item_id": botox.pk, "note": "20U"}]}
    return body(doctors("put", f"{at}/record", wish))["record"]


@pytest.fixture
def line(boss, jingan, qin_lan, botox):
    order = open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(item_id=botox.pk)]
    )
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    return order.lines.get()


def test_from_the_note_to_the_finished_treatment(
    api_of, doctors, at, draft, line, dr_lin, zhou_ke, group
):
    advisor = api_of("consultant")
    note = body(advisor("post", f"{at}/notes", {"wishes": "想淡纹", "budget": "1 万以内"}))
    assert (note["author"], note["budget"]) == ("周可", "1 万以内")
    assert doctors("post", f"/records/{draft['id']}/sign").status_code == 200
    change = {"reason": "剂量录错", "parts": {"advice": "肉毒毒素注射 15U"}}
    versions = body(doctors("post", f"/records/{draft['id']}/amend", change))["versions"]
    assert [(v["number"], v["parts"]["advice"][-3:]) for v in versions] == [
        (2, "15U"),
        (1, "20U"),
    ]
    assert body(advisor("get", f"{at}/plan"))[0]["name"] == "肉毒毒素·除皱"
    wish = {"line_id": line.pk, "performer_id": dr_lin.pk}
    begun = body(doctors("post", f"{at}/treatments", wish))
    toxin = Product.objects.of(group).create(
        group_id=group.pk, code="BTXA", name="注射用A型肉毒毒素", unit="支"
    )
    used = {"product_id": toxin.pk, "lot": "C3709", "quantity": "0.2"}
    done = body(
        doctors(
            "post",
            f"/treatments/{begun['id']}/finish",
            {"parameters": "眉间 5 点", "materials": [used]},
        )
    )
    assert (done["state"], done["materials"][0]["lot"]) == ("done", "C3709")
    (past,) = body(advisor("get", f"/customers/{done['customer_id']}/treatments"))
    assert (past["id"], past["parameters"]) == (done["id"], None)
    assert body(doctors("get", f"/customers/{done['customer_id']}/treatments")) == [done]
    (seen,) = body(advisor("get", f"{at}/treatments"))
    assert (seen["item"], seen["parameters"]) == ("肉毒毒素·除皱", None)


def test_a_consultants_diagnosis_is_refused_with_its_rule(api_of, at, zhou_ke, group):
    allow(group, "consultant", "clinical.write")
    refused = api_of("consultant")("put", f"{at}/record", {"parts": {"diagnosis": "色斑"}})
    assert (refused.status_code, body(refused)["rule_id"]) == (409, "PRC-08")
    assert body(refused)["source"]
    assert Record.objects.of(group).count() == 0


def test_what_is_signed_stays(doctors, at, draft):
    doctors("post", f"/records/{draft['id']}/sign")
    again = doctors("put", f"{at}/record", {"parts": PARTS | {"diagnosis": "改"}})
    assert (again.status_code, body(again)["code"]) == (409, "record_signed")
    empty = doctors("post", f"/records/{draft['id']}/amend", {"reason": " "})
    assert body(empty)["code"] == "reason_missing"


def test_no_treatment_without_a_signature(doctors, at, draft, line, dr_lin, group):
    wish = {"line_id": line.pk, "performer_id": dr_lin.pk}
    early = doctors("post", f"{at}/treatments", wish)
    assert (early.status_code, body(early)["code"]) == (409, "record_not_signed")
    assert Treatment.objects.of(group).count() == 0


def test_who_may_not(api_of, at, draft, zhou_ke):
    assert api_of("consultant")("get", f"{at}/record").status_code == 403
    assert api_of("frontdesk")("post", f"{at}/notes", {"wishes": "x"}).status_code == 403
    theirs = api_of("rival")
    assert theirs("get", f"{at}/record").status_code == 404
    assert theirs("post", f"/records/{draft['id']}/sign").status_code == 404
