"""Entering and changing a customer on screen: in full, by two people, with own fields."""

import re

import pytest

from hebe.access.models import Assignment
from hebe.architecture.cast import customer_of
from hebe.customers import services
from hebe.customers.models import Customer, OwnField
from hebe.customers.queries import profile

FULL = {
    "name": "邓婕", "phone": "13800136072", "sex": "f", "level": "", "landline": "021-62881788",
    "wechat": "dengjie", "price_sensitivity": "low", "parking": "沪A·1", "allergies": "无",
}  # fmt: skip


@pytest.fixture
def temper(boss):
    return services.create_own_field(boss, name="性格", kind="choice", options=["急", "慢"])


def typed(page):
    """Return what a browser would send back for the form of a page, unchanged."""
    form = page[page.index("customer-form") :]
    pairs = re.findall(r'<input[^>]*?name="(\w+)"[^>]*?value="([^"]*)"', form)
    return {k: v.replace("&quot;", '"') for k, v in pairs if k not in {"once", "q", "sex"}}


def test_a_customer_is_entered_in_full(client_of, boss, jingan, temper, group):
    sent = FULL | {"home_store_id": jingan.pk, f"own_{temper.pk}": "慢"}
    reply = client_of("frontdesk").post("/customers/new/?full", sent)
    she = Customer.objects.of(group).get()
    assert reply["Location"] == f"/customers/{she.pk}/"
    file = profile(boss, she.pk)
    assert [line.value for line in file.contacts] == ["021-62881788", "dengjie"]
    assert [line.value for line in file.own] == ["慢"]
    assert file.allergies_said == "none"


@pytest.mark.parametrize(
    ("wrong", "beside"),
    [
        ({"landline": "12"}, "id_landline"), ({"email": "x"}, "id_email"),
        ({"phone": "1380013"}, "id_phone"), ({"birthday": "2999-01-01"}, "id_birthday"),
        ({"guardian_phone": "1"}, "id_guardian_phone"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_beside_its_field(client_of, jingan, group, wrong, beside):
    sent = FULL | {"home_store_id": jingan.pk} | wrong
    reply = client_of("frontdesk").post("/customers/new/?full", sent)
    page = reply.content.decode()
    assert (reply.status_code, f'id="{beside}_error"' in page) == (422, True)
    assert "dengjie" in page
    assert Customer.objects.of(group).count() == 0


def test_the_second_of_two_tabs_is_told_what_the_first_one_saved(client_of, zhang, boss):
    client = client_of("gm")
    address = f"/customers/{zhang.pk}/edit/"
    sent = typed(client.get(address).content.decode()) | {"name": "张晓敏", "sex": "f"}
    sent |= {"home_store_id": zhang.home_store_id, "price_sensitivity": ""}
    services.update_customer(boss, customer_id=zhang.pk, parking="沪A·1", budget="两万")
    reply = client.post(address, sent | {"parking": "沪B·2"})
    page = reply.content.decode()
    assert (reply.status_code, "沪A·1" in page, "沪B·2" in page) == (422, True, True)
    zhang.refresh_from_db()
    assert (zhang.parking, zhang.budget) == ("沪A·1", "两万")
    again = sent | {"parking": "沪B·2", "budget": "两万", "seen": typed(page)["seen"]}
    assert client.post(address, again).status_code == 302
    zhang.refresh_from_db()
    assert (zhang.parking, zhang.budget) == ("沪B·2", "两万")


def test_the_groups_own_fields_are_kept_on_their_page(client_of, group):
    client = client_of("gm")
    assert client.get("/customers/fields/new/").status_code == 200
    sent = {"name": "性格", "kind": "choice", "options": "急性子\n慢热\n"}
    assert client.post("/customers/fields/new/", sent | {"options": "急"}).status_code == 422
    assert client.post("/customers/fields/new/", sent).status_code == 302
    assert client.post("/customers/fields/new/", sent).status_code == 422
    field = OwnField.objects.of(group).get()
    assert field.options == ["急性子", "慢热"]
    at = f"/customers/fields/{field.pk}/"
    assert "慢热" in client.get(at).content.decode()
    assert client.post(at, {"name": "性情", "options": "急\n慢"}).status_code == 302
    field.refresh_from_db()
    assert (field.name, field.is_active) == ("性情", False)
    assert client_of("frontdesk").get(at).status_code == 403


def test_the_second_of_two_drawers_sees_the_words_that_the_first_one_gave(client_of, boss):
    field = services.create_own_field(boss, name="性情", kind="choice", options=["急", "慢"])
    client, at = client_of("gm"), f"/customers/fields/{field.pk}/"
    form = client.get(at).context["form"]
    assert form.seen == services.own_field_marks(field)
    sent = {"name": "性情", "options": "急\n慢\n冷静", "is_active": "1", "seen": form.seen}
    assert client.post(at, sent).status_code == 302
    late = client.post(at, sent | {"options": "急\n慢\n随和"})
    assert (late.status_code, "现为：急 / 慢 / 冷静" in late.content.decode()) == (422, True)
    field.refresh_from_db()
    assert field.options == ["急", "慢", "冷静"]


def test_who_brought_her_and_her_hidden_number_stand_in_the_form(client_of, zhang, enter, boss):
    friend = enter("李思雨", "13800135088")
    services.update_customer(boss, customer_id=zhang.pk, referrer_id=friend.pk)
    page = client_of("frontdesk").get(f"/customers/{zhang.pk}/edit/").content.decode()
    assert f'value="{friend.pk}" checked' in page
    assert "李思雨" in page
    assert "138****5086" in page


def test_a_key_typed_by_hand_names_nobody_beyond_reach(client_of, zhang, group, xuhui):
    afar = customer_of(group, xuhui, "马蕊蕊", "13800131111")
    client = client_of("frontdesk")
    for address in (f"/customers/{zhang.pk}/edit/", "/customers/new/?full=1"):
        for name in ("张晓敏", ""):
            body = {"name": name, "phone": "13800135086", "referrer_id": afar.pk}
            answer = client.post(address, body | {"home_store_id": zhang.home_store_id})
            page = answer.content.decode()
            assert answer.status_code == 422
            assert "马" not in page
    zhang.refresh_from_db()
    assert zhang.referrer is None


def test_who_brought_her_stays_masked_on_her_file(client_of, zhang, group, xuhui, boss):
    afar = customer_of(group, xuhui, "马蕊蕊", "13800131111")
    services.update_customer(boss, customer_id=zhang.pk, referrer_id=afar.pk)
    client = client_of("frontdesk")
    for tab in ("overview", "file"):
        page = client.get(f"/customers/{zhang.pk}/?tab={tab}").content.decode()
        assert ("马*蕊" in page, "马蕊蕊" in page) == (True, False)
        assert f"/customers/{afar.pk}/" not in page
    form = client.get(f"/customers/{zhang.pk}/edit/")
    assert ("马*蕊" in form.content.decode(), "马蕊蕊" in form.content.decode()) == (
        True,
        False,
    )
    body = {k: v for k, v in form.context["form"].initial.items() if v is not None}
    body |= {"phone": "", "note": "爱喝茶", "seen": form.context["form"].seen}
    assert client.post(f"/customers/{zhang.pk}/edit/", body).status_code == 302
    zhang.refresh_from_db()
    assert (zhang.referrer, zhang.note) == (afar, "爱喝茶")


def test_who_hands_her_over_is_led_to_the_list_she_left(
    client_of, group, zhang, zhou_ke, jiang
):
    Customer.objects.of(group).filter(pk=zhang.pk).update(advisor=zhou_ke)
    Assignment.objects.of(group).filter(user=zhou_ke.user).update(reach="own")
    client = client_of("consultant")
    body = {
        "advisor_id": jiang.pk,
        "seen": client.get(f"/customers/{zhang.pk}/team/").context["form"].seen,
    }
    answer = client.post(f"/customers/{zhang.pk}/team/", body, follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, "/customers/")


def test_two_team_drawers_overwrite_nobody(client_of, zhang, zhou_ke, dr_chen, jiang):
    client = client_of("manager")
    seen = client.get(f"/customers/{zhang.pk}/team/").context["form"].seen
    client.post(f"/customers/{zhang.pk}/team/", {"advisor_id": zhou_ke.pk, "seen": seen})
    late = client.post(f"/customers/{zhang.pk}/team/", {"advisor_id": jiang.pk, "seen": seen})
    assert (late.status_code, "周可" in late.content.decode()) == (422, True)
    client.post(f"/customers/{zhang.pk}/team/", {"doctor_id": dr_chen.pk, "seen": seen})
    zhang.refresh_from_db()
    assert (zhang.advisor, zhang.doctor) == (zhou_ke, dr_chen)


def test_two_who_tick_tags_take_none_of_each_other_away(client_of, zhang, boss):
    pain, key, old = (services.create_tag(boss, name=name) for name in ("怕痛", "大客", "旧"))
    services.tag_customer(boss, customer_id=zhang.pk, tag_id=old.pk)
    client, address = client_of("manager"), f"/customers/{zhang.pk}/tags/"
    page = client.get(address).content.decode()
    opened = re.findall(r'name="worn" value="(\d*)"', page)
    client.post(address, {"worn": opened, "tag": [old.pk, pain.pk]})
    client.post(address, {"worn": opened, "tag": [key.pk]})
    worn = profile(boss, zhang.pk).card.tags
    assert {mark.name for mark in worn} == {"怕痛", "大客"}
