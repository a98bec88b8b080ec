"""One whole day by API calls alone: each role with its own key, and every act repeated."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hebe.api.tests.conftest import PARTS, body
from hebe.customers.models import Customer
from hebe.jobs.services import run_job
from hebe.journal.models import Audit

OLD_LIST = (
    "客户姓名,手机号,储值余额\n单晓曦(VIP),+86 138 0013 6072,1200\n"
    "马蕊,13900138888,0\n单晓曦,13800136072,0\n邓婕,1380013,0\n"
).encode("gb18030")


@pytest.fixture
def act(api_of, clinic):
    """Return an act done twice with one idempotency key: the second is the first again."""
    keys = {}

    def do(login, verb, address, wanted=None):
        api = keys.setdefault(login, api_of(login))
        token = {"Idempotency-Key": f"{verb} {address} {len(str(wanted))}"}
        first = api(verb, address, wanted, **token)
        assert first.status_code < 300, (address, first.content.decode())
        trail = Audit.objects.of(clinic).count()
        again = api(verb, address, wanted, **token)
        assert again["Idempotency-Replayed"] == "true"
        assert (again.status_code, again.content) == (first.status_code, first.content)
        assert Audit.objects.of(clinic).count() == trail
        return body(first) if first.content else None

    def see(login, address):
        reply = keys.setdefault(login, api_of(login))("get", address)
        assert reply.status_code == 200, (address, reply.content.decode())
        return body(reply)

    do.see = see
    return do


def bring_in_the_old_list(act, api_of, clinic, jingan):
    api = api_of("manager")
    file = SimpleUploadedFile("old.csv", OLD_LIST)
    upload = api.client.post(
        "/api/v1/imports",
        {"file": file, "store_id": jingan.pk},
        headers={"Authorization": f"Bearer {api.secret}"},
    )
    there = f"/imports/{body(upload)['id']}"
    act("manager", "put", f"{there}/rows/5", {"fields": {"phone": "13700136666"}})
    job = act("manager", "post", f"{there}/start")
    run_job(group_id=clinic.pk, job_id=job["id"])
    assert act.see("manager", f"/jobs/{job['id']}")["state"] == "done"
    assert Customer.objects.of(clinic).count() == 3


def book_her(act, jingan, botox, dr_lin, zhou_ke):
    (hit,) = act.see("frontdesk", "/customers/search?q=sxx")
    slots = act.see(
        "frontdesk",
        f"/free-slots?store_id={jingan.pk}&item_id={botox.pk}&day=2027-01-04&doctor_id={dr_lin.pk}",
    )
    wanted = {
        "store_id": jingan.pk, "customer_id": hit["card"]["id"], "item_id": botox.pk,
        "doctor_id": dr_lin.pk, "advisor_id": zhou_ke.pk, "starts_at": slots[4]["starts_at"],
    }  # fmt: skip
    return act("frontdesk", "post", "/appointments", wanted)


def treat_her(act, at, line, dr_lin, toxin):
    wanted = {"line_id": line["id"], "performer_id": dr_lin.pk}
    begun = act("doctor", "post", f"{at}/treatments", wanted)
    used = {"product_id": toxin.pk, "lot": "C3709", "quantity": "0.2"}
    done = {"parameters": "眉间 5 点共 20U", "materials": [used]}
    assert act("doctor", "post", f"/treatments/{begun['id']}/finish", done)["state"] == "done"


def pay(act, order):
    tenders = [
        {"method": "wechat", "amount_fen": 200_000, "reference": "4200001234"},
        {"method": "cash", "amount_fen": 80_000},
    ]
    paid = act("cashier", "post", f"/orders/{order['order']['id']}/pay", {"tenders": tenders})
    assert (paid["order"]["state"], len(paid["tenders"])) == ("paid", 2)


def test_from_the_old_list_to_the_after_care(
    act, api_of, clinic, jingan, botox, toxin, dr_lin, zhou_ke, now, monday, deliver
):
    bring_in_the_old_list(act, api_of, clinic, jingan)
    booked = book_her(act, jingan, botox, dr_lin, zhou_ke)
    now.move_to(monday("10:00"))
    wanted = {
        "store_id": jingan.pk,
        "appointment_id": booked["id"],
        "customer_id": booked["customer_id"],
    }
    visit = act("frontdesk", "post", "/visits", wanted)
    at = f"/visits/{visit['id']}"
    assert visit["number"] == 1
    act("frontdesk", "patch", f"/customers/{visit['customer_id']}", {"birthday": "1994-05-06"})
    act("frontdesk", "post", f"{at}/move", {"stage": "consult", "owner_id": zhou_ke.pk})
    act("consultant", "post", f"{at}/notes", {"wishes": "想淡纹，怕痛", "budget": "5000 以内"})
    act("frontdesk", "post", f"{at}/move", {"stage": "face_consult", "owner_id": dr_lin.pk})
    draft = {"parts": PARTS, "plan": [{"item_id": botox.pk, "note": "20U"}]}
    record = act("doctor", "put", f"{at}/record", draft)["record"]
    act("doctor", "post", f"/records/{record['id']}/sign")
    act("frontdesk", "post", f"{at}/move", {"stage": "cashier"})
    order = act("frontdesk", "post", f"{at}/bill", {})
    pay(act, order)
    receipt = api_of("cashier")("get", f"/orders/{order['order']['id']}/receipt")
    assert receipt.content.startswith(b"%PDF")
    treat_her(act, at, order["lines"][0], dr_lin, toxin)
    act("frontdesk", "post", f"{at}/see-off")
    assert act.see("manager", f"{at}")["visit"]["stage"] == "left"
    deliver()
    now.move_to(monday("09:30") + timedelta(days=1))
    asked = act.see("consultant", "/follow-ups")["rows"]
    assert len(asked) == 3
    first = min(asked, key=lambda row: row["due_at"])
    said = {"recovery": "没有淤青，很满意", "satisfaction": 5}
    act("consultant", "post", f"/follow-ups/{first['id']}", said)
    numbers = act.see("manager", "/numbers?since=2027-01-04&until=2027-01-04")
    values = numbers["total"]["values"]
    assert (values["revenue"], values["deals"], values["arrivals"]) == (280_000, 1, 1)
    assert sum(store["values"]["revenue"] for store in numbers["stores"]) == 280_000
    day = "since=2027-01-04&until=2027-01-04"
    behind = act.see("manager", f"/numbers/revenue/rows?{day}")
    assert (sum(row["fen"] for row in behind["rows"]), behind["is_cut"]) == (280_000, False)
    for wrong in (f"/numbers/dreams/rows?{day}", "/numbers/deals/rows?since=2027-01-04"):
        assert api_of("manager")("get", wrong).status_code in {404, 422}
