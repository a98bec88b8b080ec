"""update_customer, contacts, marks: what changes, what is kept of it, what is refused."""

from datetime import date, timedelta

import pytest

from hebe.access.errors import NotYourStore
from hebe.customers import services
from hebe.customers.errors import ContactTaken, PhoneTaken
from hebe.customers.models import Contact, Customer
from hebe.journal.models import Audit
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile
from hebe.tenancy.context import working_for


def told(group, act):
    return Audit.objects.of(group).filter(act=act)


def test_before_and_after_are_kept_and_numbers_are_not(zhang, boss, group):
    services.update_customer(
        boss, customer_id=zhang.pk, phone="13800136072", allergies="青霉素",
        birthday=date(1992, 11, 23), budget="2 万",
    )  # fmt: skip
    data = told(group, "CustomerUpdated").get().data
    assert data["after"] == {
        "phone": "138****6072", "allergies": "***", "birthday": "1992-11-23", "budget": "2 万",
    }  # fmt: skip
    assert data["before"]["phone"] == "138****5086"
    assert "13800136072" not in str(data)
    assert "青霉素" not in str(data)


def test_nothing_changed_leaves_no_trace(zhang, boss, group):
    services.update_customer(boss, customer_id=zhang.pk, name="张晓敏", note="")
    assert not told(group, "CustomerUpdated").exists()


def test_sealed_columns_are_not_readable_in_the_database(zhang, boss, group):
    services.update_customer(boss, customer_id=zhang.pk, health="甲状腺结节")
    row = Customer.objects.of(group).extra(select={"raw": "health", "line": "phone"}).get()
    assert row.raw.startswith("k1.")
    assert row.line.startswith("k1.")


def test_a_taken_number_changes_nothing(zhang, enter, boss, group):
    other = enter("李雷", "13800130000")
    with pytest.raises(PhoneTaken):
        services.update_customer(boss, customer_id=other.pk, phone="13800135086", name="韩梅梅")
    other.refresh_from_db()
    assert (other.name, other.phone) == ("李雷", "13800130000")


@pytest.mark.parametrize("changes", [{"phone": "12"}, {"name": ""}, {"note": "\x00"}])
def test_what_does_not_fit_changes_nothing(zhang, boss, changes):
    with pytest.raises(Invalid):
        services.update_customer(boss, customer_id=zhang.pk, **changes)


def test_nobody_brings_herself(zhang, boss):
    with pytest.raises(Invalid):
        services.update_customer(boss, customer_id=zhang.pk, referrer_id=zhang.pk)


def test_another_stores_front_desk_may_not(zhang, frontdesk, boss, xuhui):
    services.update_customer(boss, customer_id=zhang.pk, home_store_id=xuhui.pk)
    with pytest.raises(NotFound):
        services.update_customer(frontdesk, customer_id=zhang.pk, note="x")


@pytest.mark.parametrize(
    "act",
    [
        lambda a, c: services.update_customer(a, customer_id=c, note="x"),
        lambda a, c: services.mark_key(a, customer_id=c, is_key=True),
        lambda a, c: services.confirm_data(a, customer_id=c),
        lambda a, c: services.add_contact(a, customer_id=c, kind="wechat", value="x"),
        lambda a, c: services.remove_contact(a, customer_id=c, contact_id=1),
        lambda a, c: services.reveal_field(a, customer_id=c, field="phone", reason="找她"),
        lambda a, c: services.receive_customer(a, customer_id=c, number="13800135086"),
        lambda a, c: services.tag_customer(a, customer_id=c, tag_id=1),
        lambda a, c: services.set_team(
            a, customer_id=c, advisor_id=None, doctor_id=None, carer_id=None
        ),
    ],
)
def test_a_stranger_may_nothing_and_the_rival_finds_nobody(
    zhang, stranger, rival, founded, act, group
):
    before = Customer.objects.of(group).values().get()
    with pytest.raises(Forbidden):
        act(stranger, zhang.pk)
    with working_for(founded[1].pk), pytest.raises(NotFound):
        act(rival, zhang.pk)
    assert Customer.objects.of(group).values().get() == before


def test_contacts_are_checked_kept_once_and_removed(zhang, boss, group):
    line = services.add_contact(
        boss, customer_id=zhang.pk, kind="landline", value="(021)6234 5678"
    )
    assert line.value == "021-62345678"
    with pytest.raises(ContactTaken):
        services.add_contact(boss, customer_id=zhang.pk, kind="landline", value="021-62345678")
    for kind, value in (("phone", "123"), ("email", "x"), ("fax", "1"), ("wechat", " ")):
        with pytest.raises(Invalid):
            services.add_contact(boss, customer_id=zhang.pk, kind=kind, value=value)
    services.remove_contact(boss, customer_id=zhang.pk, contact_id=line.pk)
    assert Contact.objects.of(group).count() == 0


def test_a_number_is_revealed_for_a_reason_that_stays(zhang, frontdesk, group):
    for reason in ("", " ", "x"):
        with pytest.raises(Invalid):
            services.reveal_field(frontdesk, customer_id=zhang.pk, field="phone", reason=reason)
    with pytest.raises(Invalid):
        services.reveal_field(frontdesk, customer_id=zhang.pk, field="health", reason="好奇")
    number = services.reveal_field(
        frontdesk, customer_id=zhang.pk, field="phone", reason="改预约"
    )
    assert number == "13800135086"
    row = told(group, "FieldRevealed").get()
    assert (row.who, row.data["reason"]) == ("江雨桐", "改预约")


def test_a_nurse_may_not_reveal(zhang, nurse):
    with pytest.raises(Forbidden):
        services.reveal_field(nurse, customer_id=zhang.pk, field="phone", reason="改预约")


def test_a_second_save_never_overwrites_the_first_in_silence(zhang, boss, group):
    seen = services.marks_of(boss, zhang)
    services.update_customer(boss, customer_id=zhang.pk, note="怕痛", parking="沪A·1")
    services.update_customer(
        boss, customer_id=zhang.pk, note=zhang.note, parking="", budget="两万", seen=seen
    )
    zhang.refresh_from_db()
    assert (zhang.note, zhang.parking, zhang.budget) == ("怕痛", "沪A·1", "两万")
    with pytest.raises(ChangedMeanwhile) as told:
        services.update_customer(
            boss, customer_id=zhang.pk, note="不怕痛", budget="三万", seen=seen
        )
    assert told.value.now == {"note": "怕痛", "budget": "两万"}
    zhang.refresh_from_db()
    assert (zhang.note, zhang.budget) == ("怕痛", "两万")
    fresh = services.marks_of(boss, zhang)
    services.update_customer(boss, customer_id=zhang.pk, note="不怕痛", seen=fresh)
    zhang.refresh_from_db()
    assert zhang.note == "不怕痛"


def test_a_minor_does_not_lose_her_birthday(enter, boss):
    she = enter(birthday=clock.today("Asia/Shanghai") - timedelta(days=15 * 365))
    with pytest.raises(Invalid) as told:
        services.update_customer(boss, customer_id=she.pk, birthday=None)
    assert told.value.field == "birthday"
    she.refresh_from_db()
    assert she.birthday is not None
    grown = date(1990, 1, 1)
    assert services.update_customer(boss, customer_id=she.pk, birthday=grown).birthday == grown
    assert services.update_customer(boss, customer_id=she.pk, birthday=None).birthday is None


def test_nobody_puts_her_at_a_store_beyond_reach(zhang, frontdesk, boss, xuhui, jingan):
    with pytest.raises(NotYourStore):
        services.update_customer(frontdesk, customer_id=zhang.pk, home_store_id=xuhui.pk)
    zhang.refresh_from_db()
    assert zhang.home_store == jingan
    services.update_customer(boss, customer_id=zhang.pk, home_store_id=xuhui.pk)
    received = services.receive_customer(frontdesk, customer_id=zhang.pk, number=zhang.phone)
    saved = services.update_customer(
        frontdesk, customer_id=received.pk, home_store_id=xuhui.pk, note="今天在静安"
    )
    assert (saved.home_store, saved.note) == (xuhui, "今天在静安")
