"""A colleague's customer is opened by her whole number, not by walking through them all."""

import pytest

from hebe.customers import services
from hebe.customers.errors import NumberDoesNotFit, TooManyReceived
from hebe.customers.models import Reception
from hebe.customers.queries import get_customer
from hebe.customers.services import reveal
from hebe.journal.models import Audit
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
    monkeypatch.setattr(reveal, "MOST_RECEPTIONS", 1)
    other = services.create_customer(
        boss, name="单晓曦", phone="13800132222", home_store_id=xuhui.pk
    )
    for _again in range(2):
        services.receive_customer(frontdesk, customer_id=theirs.pk, number="13800131111")
    with pytest.raises(TooManyReceived):
        services.receive_customer(frontdesk, customer_id=other.pk, number="13800132222")
    assert Reception.objects.of(group).count() == 1
