"""A colleague's customer is opened by her whole number, not by walking through them all."""

import pytest

from hebe.customers import services
from hebe.customers.errors import NumberDoesNotFit, TooManyNamed, TooManyReceived
from hebe.customers.models import Reception
from hebe.customers.queries import get_customer
from hebe.customers.services import find_customers, reception
from hebe.journal.models import Audit
from hebe.kernel import clock
from hebe.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(boss, xuhui):
    """A customer of the other store."""
    return services.create_customer(
        boss, name="马蕊", phone="13800131111", home_store_id=xuhui.pk
    )


@pytest.mark.parametrize("number", ["138 0013 1111", "the member number"])
def test_her_whole_number_opens_her_file_and_it_is_told(theirs, frontdesk, group, number):
    number = theirs.member_no if number == "the member number" else number
    services.receive_customer(frontdesk, customer_id=theirs.pk, number=number)
    assert get_customer(frontdesk, theirs.pk) == theirs
    assert Audit.objects.of(group).get(act="CustomerReceived").user_id == frontdesk.user_id


@pytest.mark.parametrize("number", ["1111", "马蕊", "13800131112", ""])
def test_anything_less_opens_nothing(theirs, frontdesk, group, number):
    with pytest.raises(NumberDoesNotFit):
        services.receive_customer(frontdesk, customer_id=theirs.pk, number=number)
    with pytest.raises(NotFound):
        get_customer(frontdesk, theirs.pk)
    assert not Reception.objects.of(group).exists()


def test_nobody_receives_the_whole_list(theirs, frontdesk, boss, xuhui, monkeypatch, group):
    monkeypatch.setattr(reception, "MOST", 1)
    other = services.create_customer(
        boss, name="单晓曦", phone="13800132222", home_store_id=xuhui.pk
    )
    for _again in range(2):
        services.receive_customer(frontdesk, customer_id=theirs.pk, number="13800131111")
    with pytest.raises(TooManyReceived):
        services.receive_customer(frontdesk, customer_id=other.pk, number="13800132222")
    assert Reception.objects.of(group).count() == 1


def names(hits):
    return [hit.card.name for hit in hits]


def test_a_full_number_names_her_and_it_is_kept_once(theirs, frontdesk, group):
    for _typed in range(3):
        assert names(find_customers(frontdesk, "13800131111")) == ["马蕊"]
    kept = Audit.objects.of(group).get(act="CustomerNamed")
    assert (kept.user_id, kept.subject) == (
        frontdesk.user_id, f"customers.customer:{theirs.pk}",
    )  # fmt: skip
    with pytest.raises(NotFound):
        get_customer(frontdesk, theirs.pk)


def test_ones_own_are_found_without_a_trace(zhang, frontdesk, group):
    assert names(find_customers(frontdesk, "13800135086")) == ["张晓敏"]
    assert not Audit.objects.of(group).filter(act="CustomerNamed").exists()
    assert not Reception.objects.of(group).exists()


def test_member_numbers_are_not_walked_through(theirs, frontdesk, boss, xuhui, monkeypatch):
    monkeypatch.setattr(reception, "MOST", 1)
    other = services.create_customer(
        boss, name="单晓曦", phone="13800132222", home_store_id=xuhui.pk
    )
    assert names(find_customers(frontdesk, theirs.member_no)) == ["马蕊"]
    with pytest.raises(TooManyNamed) as refused:
        find_customers(frontdesk, other.member_no)
    assert (refused.value.status, "1" in str(refused.value)) == (429, True)
    assert names(find_customers(frontdesk, theirs.member_no)) == ["马蕊"]
    assert names(find_customers(boss, other.member_no)) == ["单晓曦"]
    services.receive_customer(frontdesk, customer_id=theirs.pk, number=theirs.member_no)


def test_ones_own_are_found_also_when_no_more_are_named(
    theirs, zhang, frontdesk, boss, monkeypatch
):
    monkeypatch.setattr(reception, "MOST", 0)
    services.update_customer(boss, customer_id=zhang.pk, record_no="13800131111")
    assert names(find_customers(frontdesk, "13800131111")) == ["张晓敏"]


def test_the_next_day_names_again(theirs, frontdesk, monkeypatch, group):
    monkeypatch.setattr(reception, "MOST", 1)
    find_customers(frontdesk, theirs.member_no)
    yesterday = clock.now() - reception.FOR
    Reception.objects.of(group).update(at=yesterday, until=yesterday)
    assert names(find_customers(frontdesk, theirs.member_no)) == ["马蕊"]
    assert Audit.objects.of(group).filter(act="CustomerNamed").count() == 2
