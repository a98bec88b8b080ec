"""create_customer: what it promises and what it refuses."""

import threading
from datetime import date

import pytest
from django.db import connection

from hebe.customers.errors import PhoneTaken
from hebe.customers.models import Channel, Customer
from hebe.customers.queries import profile, search
from hebe.customers.services import create_customer
from hebe.journal.models import Audit, TimelineEntry
from hebe.kernel.errors import Forbidden, Invalid
from hebe.tenancy.context import working_for


def test_name_and_mobile_are_enough(frontdesk, jingan):
    she = create_customer(frontdesk, name=" 单晓曦 ", phone="+86 187 0000 7715")
    assert (she.name, she.name_key) == ("单晓曦", "shan xiao xi 单晓曦")
    assert (she.phone, she.home_store, she.stage) == ("18700007715", jingan, "lead")
    assert she.member_no == "HB100001"
    assert she.record_no.startswith("BL20")
    assert she.created_by_id == frontdesk.user_id


def test_numbers_go_on_behind_those_of_an_imported_file(enter, group):
    Customer.objects.of(group).filter(pk=enter().pk).update(member_no="HB100417")
    enter("甲", "13800000001")
    she = enter("乙", "13800000002")
    assert she.member_no == "HB100003"
    Customer.objects.of(group).filter(pk=she.pk).update(member_no="HB100004")
    assert enter("丙", "13800000003").member_no == "HB100418"


def test_an_advisor_cares_for_whom_she_enters(consultant, zhou_ke):
    assert create_customer(consultant, name="邓婕", phone="13800136072").advisor == zhou_ke


def test_it_is_told_to_the_timeline_without_her_number(zhang, group):
    entry = TimelineEntry.objects.of(group).get(customer_id=zhang.pk)
    row = Audit.objects.of(group).get(act="CustomerCreated")
    assert entry.name == "CustomerCreated"
    assert "13800135086" not in str(row.data) + str(entry.payload)


def test_a_number_belongs_to_one_customer(zhang, enter, group):
    with pytest.raises(PhoneTaken) as refused:
        enter("李雷", "138-0013-5086")
    assert refused.value.details["customer_id"] == zhang.pk
    assert "张*敏" in str(refused.value)
    assert "138****5086" in str(refused.value)
    assert "13800135086" not in str(refused.value)
    assert Customer.objects.of(group).count() == 1


@pytest.mark.parametrize(
    ("field", "details"),
    [
        ("name", {"name": "  "}),
        ("name", {"name": "长" * 61}),
        ("phone", {"phone": "1391234442"}),
        ("phone", {"phone": ""}),
        ("birthday", {"birthday": date(2999, 1, 1)}),
        ("level", {"level": "platinum"}),
        ("channel_id", {"channel_id": 999_999}),
        ("guardian_phone", {"guardian_phone": "12"}),
    ],
)
def test_what_does_not_fit_is_named(boss, group, field, details):
    with pytest.raises(Invalid) as refused:
        create_customer(boss, **({"name": "张", "phone": "13800135086"} | details))
    assert refused.value.field == field
    assert Customer.objects.of(group).count() == 0


def test_a_neighbours_channel_cannot_be_passed_in(boss, founded):
    ours, theirs = founded
    with working_for(theirs.pk):
        channel = Channel.objects.of(theirs).create(group_id=theirs.pk, name="对街")
    with working_for(ours.pk), pytest.raises(Invalid):
        create_customer(boss, name="张", phone="13800135086", channel_id=channel.pk)


def test_medical_text_is_written_by_those_who_may_read_it(frontdesk, doctor, group):
    with pytest.raises(Forbidden):
        create_customer(frontdesk, name="张", phone="13800135086", health="高血压")
    assert Customer.objects.of(group).count() == 0


def test_a_stranger_may_not(stranger, group):
    with pytest.raises(Forbidden):
        create_customer(stranger, name="张", phone="13800135086")
    assert Customer.objects.of(group).count() == 0


def test_the_rival_neither_sees_her_nor_is_kept_from_her_number(zhang, rival, founded):
    with working_for(founded[1].pk):
        assert search(rival, "13800135086") == []
        assert (
            create_customer(rival, name="张晓敏", phone="13800135086").member_no == "HB100001"
        )


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_desks_enter_one_number_and_one_customer_exists(founded, frontdesk):
    outcomes = []

    def desk():
        try:
            with working_for(frontdesk.group_id):
                create_customer(frontdesk, name="秦兰", phone="13800138001")
            outcomes.append("made")
        except PhoneTaken:
            outcomes.append("taken")
        finally:
            connection.close()

    threads = [threading.Thread(target=desk) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["made"] + ["taken"] * 7


def test_further_ways_to_reach_her_come_with_her(enter, boss):
    she = enter(
        contacts={"landline": "(021)6288 1788", "wechat": "xiaomin92"}, record_no="BL-778",
        expectation="自然", price_sensitivity="low",
    )  # fmt: skip
    lines = [(line.kind, line.value) for line in profile(boss, she.pk).contacts]
    assert lines == [("landline", "021-62881788"), ("wechat", "xiaomin92")]
    assert [hit.card.id for hit in search(boss, "62881788")] == [she.pk]
    assert (she.record_no, profile(boss, she.pk).price_sensitivity) != ("", "")


@pytest.mark.parametrize(
    ("contacts", "field"),
    [({"landline": "12"}, "landline"), ({"email": "a@b"}, "email"), ({"fax": "1"}, "kind")],
)
def test_a_contact_that_cannot_be_reached_enters_nobody(enter, group, contacts, field):
    with pytest.raises(Invalid) as told:
        enter(contacts=contacts)
    assert told.value.field == field
    assert Customer.objects.of(group).count() == 0
