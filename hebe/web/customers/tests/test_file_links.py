"""A name leads to the customer's file only for those whom the file lets in."""

from datetime import timedelta

import pytest

from hebe.access.models import Assignment
from hebe.architecture.cast import customer_of
from hebe.customers.models import Customer
from hebe.kernel import clock
from hebe.todos.services import create_todo
from hebe.visits.services import close_visit, move_visit, register_arrival


@pytest.fixture
def here(frontdesk, jingan, qin_lan, zhou_ke, consultant):
    """A colleague's customer is in the store, and handed to one who sees only her own."""
    Assignment.objects.of(jingan).filter(user_id=consultant.user_id).update(reach="own")
    zhou_ke.user_id = consultant.user_id
    zhou_ke.save()
    visit = register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    move_visit(
        frontdesk, visit_id=visit.pk, stage="reception", owner_id=zhou_ke.pk, room_id=None,
        expect="arrived",
    )  # fmt: skip
    create_todo(
        frontdesk, store_id=jingan.pk, title="回电话", kind="call", source="t",
        due_at=clock.now() + timedelta(hours=1), owner_id=zhou_ke.pk, customer_id=qin_lan.pk,
    )  # fmt: skip
    return visit


def pages(client, visit):
    """Return every page on which somebody at work meets her."""
    addresses = ("/", "/todos/", f"/visits/{visit.pk}/")
    return [client.get(address).content.decode() for address in addresses]


def test_a_colleagues_customer_at_hand_is_named_without_a_way_that_is_shut(
    client_of, here, qin_lan
):
    client = client_of("consultant")
    assert client.get(f"/customers/{qin_lan.pk}/").status_code == 404
    for page in pages(client, here):
        assert "秦兰" in page
        assert f'"/customers/{qin_lan.pk}/"' not in page


def test_her_own_customer_is_a_way_to_the_file(client_of, here, qin_lan, zhou_ke):
    Customer.objects.of(qin_lan).filter(pk=qin_lan.pk).update(advisor=zhou_ke)
    client = client_of("consultant")
    assert client.get(f"/customers/{qin_lan.pk}/").status_code == 200
    for page in pages(client, here):
        assert f'"/customers/{qin_lan.pk}/"' in page


def test_a_guest_of_another_store_is_a_way_to_the_file_while_she_is_here(
    client_of, group, boss, jingan, xuhui
):
    guest = customer_of(group, xuhui, "单晓曦", "13800138010")
    client, file = client_of("nurse"), f"/customers/{guest.pk}/"
    assert client.get(file).status_code == 404
    visit = register_arrival(boss, store_id=jingan.pk, customer_id=guest.pk)
    assert client.get(file).status_code == 200
    assert f'"{file}"' in client.get(f"/visits/{visit.pk}/").content.decode()
    close_visit(boss, visit_id=visit.pk)
    assert client.get(file).status_code == 404
    page = client.get(f"/visits/{visit.pk}/").content.decode()
    assert "单晓曦" in page
    assert f'"{file}"' not in page
