"""A child with her mother's mobile, a couple with one: each has a file of her own."""

from datetime import date

import pytest

from hebe.customers.errors import PhoneTaken
from hebe.customers.models import Customer
from hebe.customers.queries import profile
from hebe.customers.services import (
    create_customer,
    find_customers,
    index_customers,
    update_customer,
)
from hebe.kernel.errors import Invalid

HERS = "13800138001"  # of Qin Lan, the mother


@pytest.fixture
def child(frontdesk, qin_lan):
    return create_customer(
        frontdesk, name="秦小满", phone=HERS, birthday=date(2014, 5, 1), shares_phone=True
    )


def test_a_child_is_entered_with_her_mothers_mobile(child, qin_lan, manager, group):
    assert (child.phone, child.phone_digest, child.guardian_phone) == ("", None, HERS)
    assert [contact.value for contact in child.contacts.all()] == [HERS]
    qin_lan.refresh_from_db()
    assert qin_lan.phone == HERS
    index_customers(manager, [qin_lan.pk])
    found = {hit.card.name for hit in find_customers(manager, HERS)}
    assert found == {"秦小满", "秦兰"}
    assert profile(manager, child.pk).card.is_minor


def test_unasked_the_mobile_stays_taken(frontdesk, qin_lan):
    with pytest.raises(PhoneTaken):
        create_customer(frontdesk, name="秦小满", phone=HERS, birthday=date(2014, 5, 1))


def test_nobody_is_entered_whom_nobody_can_reach(frontdesk, group):
    for shares in (False, True):
        with pytest.raises(Invalid):
            create_customer(frontdesk, name="秦小满", phone="", shares_phone=shares)
    assert not Customer.objects.of(group).filter(name="秦小满").exists()


def test_an_adult_shares_one_without_a_guardian(frontdesk, qin_lan):
    he = create_customer(frontdesk, name="陈默", phone=HERS, shares_phone=True)
    assert (he.phone, he.guardian_phone) == ("", "")


def test_her_data_change_without_a_mobile_and_she_gets_her_own_later(child, manager):
    update_customer(manager, customer_id=child.pk, phone="", note="怕打针")
    update_customer(manager, customer_id=child.pk, phone="13900139111")
    child.refresh_from_db()
    assert (child.phone, child.note) == ("13900139111", "怕打针")
    with pytest.raises(Invalid):
        update_customer(manager, customer_id=child.pk, phone="")


def test_a_mobile_that_turns_out_to_be_shared_becomes_free(qin_lan, manager, frontdesk):
    update_customer(manager, customer_id=qin_lan.pk, phone=HERS, shares_phone=True)
    mother = create_customer(frontdesk, name="秦母", phone=HERS)
    qin_lan.refresh_from_db()
    assert (qin_lan.phone, mother.phone) == ("", HERS)
    assert [contact.value for contact in qin_lan.contacts.all()] == [HERS]
