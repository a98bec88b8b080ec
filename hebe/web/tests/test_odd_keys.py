"""What no page of ours sends: figures that are no number, and numbers without end."""

import pytest

from hebe.visits.services import register_arrival

pytestmark = pytest.mark.django_db
ODD = ["\N{SUPERSCRIPT TWO}", "9" * 5000, "-1", "7x"]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "address",
    [
        "/board/times/?days={}",
        "/visits/arrive/?customer={}",
        "/todos/new/?customer={}",
        "/todos/steps/set/?item_id={}&day=1",
        "/todos/steps/set/?item_id=1&day={}",
        "/calendar/book/?customer={}",
        "/orders/new/?customer={}",
    ],
)
def test_a_page_asked_for_with_an_odd_key_still_answers(client_of, jingan, address, odd):
    assert client_of("admin").get(address.format(odd)).status_code < 500


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("field", ["item", "quantity"])
def test_a_plan_with_an_odd_number_is_refused(
    client_of, frontdesk, clinic, jingan, qin_lan, botox, odd, field
):
    visit = register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    plan = {"item": botox.pk, "quantity": 1, "plan_note": ""} | {field: odd}
    reply = client_of("doctor").post(f"/visits/{visit.pk}/record/", plan)
    assert reply.status_code == 422


@pytest.mark.parametrize("odd", ODD)
def test_a_tag_that_is_none_is_left_out(client_of, qin_lan, odd):
    reply = client_of("admin").post(f"/customers/{qin_lan.pk}/tags/", {"tag": odd})
    assert reply.status_code == 302


@pytest.mark.parametrize("odd", ODD)
def test_an_order_for_nobody_is_refused(client_of, odd):
    assert client_of("cashier").post("/orders/new/", {"customer": odd}).status_code == 422
