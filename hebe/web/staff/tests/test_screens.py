"""The screens of people at work."""

from datetime import date

import pytest

from hebe.journal.models import Audit
from hebe.staff.models import Certificate, Member, Shift, Skill
from hebe.tenancy.context import working_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(jingan):
    return {
        "name": "单晓曦", "post": "nurse", "title": "护士", "phone": "138 0013 8001",
        "hired_on": "2024-03-01", "store_ids": [jingan.pk], "history": "瑞金医院皮肤科",
    }  # fmt: skip


def test_a_person_is_hired_and_found(client_of, typed, group):
    client = client_of("hr")
    assert client.post("/staff/new/", typed).status_code == 302
    with working_for(group.pk):
        member = Member.objects.of(group).get()
    assert member.phone == "13800138001"
    assert "单晓曦" in client.get("/staff/?q=sxx").content.decode()
    page = client.get(f"/staff/{member.pk}/").content.decode()
    assert "瑞金医院皮肤科" in page
    assert "13800138001" not in page


def test_a_bad_phone_keeps_what_was_typed(client_of, typed):
    reply = client_of("hr").post("/staff/new/", typed | {"phone": "12"})
    assert reply.status_code == 422
    assert 'id="id_phone_error"' in reply.content.decode()
    assert "单晓曦" in reply.content.decode()


def test_showing_a_phone_leaves_a_trace(client_of, group, dr_chen):
    dr_chen.phone = "13800138001"
    dr_chen.save()
    reply = client_of("hr").get(f"/staff/{dr_chen.pk}/phone/")
    assert "13800138001" in reply.content.decode()
    assert "<h1>" in reply.content.decode()
    with working_for(group.pk):
        assert Audit.objects.of(group).filter(act="phone seen").count() == 1
    assert client_of("frontdesk").get(f"/staff/{dr_chen.pk}/phone/").status_code == 403
    page = client_of("frontdesk").get(f"/staff/{dr_chen.pk}/").content.decode()
    assert "138****8001" in page
    assert "13800138001" not in page


def test_a_person_is_changed_and_leaves(client_of, typed, group, nurse_fang):
    client = client_of("hr")
    address = f"/staff/{nurse_fang.pk}"
    assert client.post(f"{address}/edit/", typed | {"user_id": ""}).status_code == 302
    assert client.post(f"{address}/leave/", {"left_on": "2020-01-01"}).status_code == 422
    assert client.post(f"{address}/leave/", {"left_on": "2026-01-31"}).status_code == 302
    with working_for(group.pk):
        kept = Member.objects.of(group).get(pk=nurse_fang.pk)
    assert (kept.name, kept.left_on) == ("单晓曦", date(2026, 1, 31))
    assert "单晓曦" in client.get("/staff/?left=1").content.decode()
    assert "单晓曦" not in client.get("/staff/").content.decode()


def test_editing_from_one_store_leaves_the_other_alone(
    client_of, typed, group, nurse_fang, xuhui
):
    from hebe.staff.models import StoreMember  # noqa: PLC0415

    StoreMember.objects.of(group).create(group_id=group.pk, member=nurse_fang, store=xuhui)
    assert client_of("manager").post(f"/staff/{nurse_fang.pk}/edit/", typed).status_code == 302
    with working_for(group.pk):
        assert StoreMember.objects.of(group).filter(member=nurse_fang).count() == 2
        assert Member.objects.of(group).get(pk=nurse_fang.pk).user_id is not None


def test_a_licence_is_entered_and_ended(client_of, group, dr_chen, jingan):
    client = client_of("hr")
    body = {
        "licence": "physician", "number": "2012310990001", "department": "", "store_id": "",
        "valid_from": "2012-07-01", "valid_to": "",
    }  # fmt: skip
    address = f"/staff/{dr_chen.pk}/certificates/new/"
    assert client.post(address, body | {"licence": "nurse"}).status_code == 422
    assert client.post(address, body).status_code == 302
    with working_for(group.pk):
        paper = Certificate.objects.of(group).get(licence="physician")
    end = f"/staff/certificates/{paper.pk}/end/"
    assert client.post(end, {"valid_to": "2025-12-31"}).status_code == 302
    page = client.get(f"/staff/{dr_chen.pk}/").content.decode()
    assert "已过期" in page


def test_skills_are_chosen(client_of, group, dr_chen, botox, laser):
    client = client_of("hr")
    reply = client.post(f"/staff/{dr_chen.pk}/skills/", {"item_ids": [botox.pk]})
    assert reply.status_code == 302
    with working_for(group.pk):
        assert [s.item_id for s in Skill.objects.of(group)] == [botox.pk]
    assert "肉毒毒素" in client.get(f"/staff/{dr_chen.pk}/").content.decode()


def test_shifts_are_planned_and_removed(client_of, group, dr_chen, jingan):
    client = client_of("manager")
    address = f"/staff/{dr_chen.pk}/shifts/new/"
    body = {
        "store_id": jingan.pk, "first": "2027-01-04", "last": "2027-01-10",
        "weekdays": [0, 1, 2], "starts": "09:00", "ends": "18:00",
    }  # fmt: skip
    assert client.get(f"{address}?day=2027-01-04").content.count(b" checked") == 7
    assert client.get(address).content.count(b" checked") == 5
    assert client.post(address, body).status_code == 302
    assert client.post(address, body).status_code == 422
    assert client.post(address, body | {"last": "2027-12-31"}).status_code == 422
    with working_for(group.pk):
        shifts = list(Shift.objects.of(group).order_by("day"))
    assert [s.day.day for s in shifts] == [4, 5, 6]
    week = client.get("/staff/roster/?week=2027-01-06").content.decode()
    assert week.count("09:00–18:00") == 3
    assert client.post(f"/staff/shifts/{shifts[0].pk}/remove/").status_code == 302
    page = client.get(f"/staff/{dr_chen.pk}/?week=2027-01-06").content.decode()
    assert page.count("09:00–18:00</b>") == 2


@pytest.mark.parametrize("week", ["0001-01-01", "9999-12-31", "x"])
def test_an_odd_week_shows_this_one(client_of, dr_chen, week):
    assert client_of("hr").get(f"/staff/{dr_chen.pk}/?week={week}").status_code == 200


ADDRESSES = [
    ("/staff/", {"doctor": 200, "hr": 200}),
    ("/staff/{m}/", {"doctor": 200, "hr": 200, "rival": 404}),
    ("/staff/new/", {"doctor": 403, "hr": 200}),
    ("/staff/{m}/edit/", {"doctor": 403, "director": 403, "hr": 200, "rival": 404}),
    ("/staff/{m}/leave/", {"doctor": 403, "hr": 200, "rival": 404}),
    ("/staff/{m}/skills/", {"doctor": 403, "hr": 200, "rival": 404}),
    ("/staff/{m}/certificates/new/", {"doctor": 403, "hr": 200, "rival": 404}),
    ("/staff/{m}/shifts/new/", {"doctor": 403, "director": 200, "rival": 404}),
    ("/staff/roster/", {"doctor": 200, "hr": 200}),
]


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_who_may_open_what(client_of, dr_chen, address, expected):
    for login, status in expected.items():
        assert client_of(login).get(address.format(m=dr_chen.pk)).status_code == status, login


def test_the_list_costs_the_same_for_more_people(
    client_of,
    group,
    jingan,
    dr_chen,
    dr_lin,
    nurse_fang,
    zhou_ke,
    django_assert_max_num_queries,
):
    client = client_of("hr")
    client.get("/staff/")
    with django_assert_max_num_queries(24):
        client.get("/staff/")


def test_a_move_is_told_on_her_page(client_of, typed, group, nurse_fang):
    client = client_of("hr")
    sent = typed | {"user_id": "", "title": "护士长"}
    assert client.post(f"/staff/{nurse_fang.pk}/edit/", sent).status_code == 302
    page = client.get(f"/staff/{nurse_fang.pk}/").content.decode()
    assert "— → 护士长" in page
    page = client_of("frontdesk").get(f"/staff/{nurse_fang.pk}/").content.decode()
    assert "— → 护士长" not in page
