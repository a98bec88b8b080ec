"""The board, the door and the way on, through a browser's eyes."""

import json
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from hebe.scheduling.models import Appointment
from hebe.visits.models import Guardian, Visit
from hebe.visits.services import register_arrival


@pytest.fixture(autouse=True)
def clock(monday):
    with time_machine.travel(monday("10:00"), tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(client_of):
    return client_of("frontdesk")


@pytest.fixture
def visit(frontdesk, jingan, qin_lan):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


def lanes(client, version="", **more):
    return client.get(reverse("visits:lanes"), {"v": version, **more}, headers=HTMX)


HTMX = {"HX-Request": "true"}


def test_who_is_here_stands_in_her_lane(desk, visit):
    page = desk.get("/board/").content.decode()
    assert "秦兰" in page
    assert 'data-expect="arrived"' in page
    assert "A001" in page


def test_a_look_costs_nothing_while_nothing_changes_and_shows_a_move_at_once(
    desk, client_of, visit
):
    version = lanes(desk).context["version"]
    assert lanes(desk, version).status_code == 204
    other = client_of("consultant")
    moved = other.post(
        reverse("visits:move", args=[visit.pk]),
        {"stage": "reception", "expect": "arrived"},
        headers=HTMX,
    )
    assert moved.status_code == 204
    told = json.loads(moved["HX-Trigger"])["toast"]["text"]
    assert told == "已转交：秦兰 → 接待"
    seen = lanes(desk, version)
    assert seen.status_code == 200
    assert 'data-expect="reception"' in seen.content.decode()


def test_a_stale_card_is_refused_and_stays(desk, visit, group):
    stale = desk.post(
        reverse("visits:move", args=[visit.pk]),
        {"stage": "cashier", "expect": "reception"},
        headers=HTMX,
    )
    assert stale.status_code == 409
    assert Visit.objects.of(group).get().stage == "arrived"


def test_only_late_or_only_one_stage(desk, visit, clock):
    assert "秦兰" not in desk.get("/board/?only=late").content.decode()
    assert "秦兰" in desk.get("/board/?only=arrived").content.decode()
    clock.shift(60 * 15)
    assert "秦兰" in desk.get("/board/?only=late").content.decode()


def test_the_wall_shows_numbers_and_no_names(desk, visit):
    page = desk.get("/board/wall/").content.decode()
    assert "A001" in page
    assert "秦兰" not in page
    assert "秦兰" not in lanes(desk, wall="1").content.decode()


def test_the_hand_over_suggests_who_usually_takes_over(desk, visit, zhou_ke, group):
    Visit.objects.of(group).update(advisor=zhou_ke)
    address = reverse("visits:hand_over", args=[visit.pk])
    form = desk.get(address).context["form"]
    assert (form.initial["stage"], form.initial["owner"]) == ("reception", str(zhou_ke.pk))
    sent = desk.post(
        address, {"stage": "reception", "owner": zhou_ke.pk, "room": "", "expect": "arrived"}
    )
    assert sent.status_code == 302
    assert Visit.objects.of(group).get().stage == "reception"
    again = desk.post(
        address, {"stage": "cashier", "owner": "", "room": "", "expect": "arrived"}
    )
    assert again.status_code == 422


def test_she_is_seen_to_the_door_once(desk, visit, group):
    address = reverse("visits:move", args=[visit.pk])
    assert desk.post(address, {"stage": "left"}, headers=HTMX).status_code == 204
    assert Visit.objects.of(group).get().left_at is not None
    assert desk.post(reverse("visits:leave", args=[visit.pk])).status_code == 409


def test_an_arrival_sent_twice_registers_once(desk, qin_lan, group):
    body = {"customer": qin_lan.pk, "purpose": "咨询", "once": "one-token-for-one-arrival"}
    first, second = (desk.post("/visits/arrive/", body) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert Visit.objects.of(group).count() == 1


def test_a_minor_alone_is_refused_with_the_rule_in_the_form(
    desk, group, jingan, qin_lan, botox, monday
):
    qin_lan.birthday = date(2012, 1, 1)
    qin_lan.save()
    booked = Appointment.objects.of(group).create(
        group_id=group.pk, store=jingan, customer=qin_lan, item=botox,
        starts_at=monday("10:30"), ends_at=monday("11:00"),
    )  # fmt: skip
    said = desk.post("/visits/arrive/", {"customer": qin_lan.pk, "appointment": booked.pk})
    assert said.status_code == 422
    assert "MIN-01" in said.content.decode()
    assert Visit.objects.of(group).count() == 0


def test_the_board_costs_the_same_for_one_and_for_many(
    desk, visit, frontdesk, jingan, li_siyu, django_assert_max_num_queries
):
    desk.get("/board/")
    with django_assert_max_num_queries(30) as one:
        desk.get("/board/")
    register_arrival(frontdesk, store_id=jingan.pk, customer_id=li_siyu.pk)
    with django_assert_max_num_queries(len(one.captured_queries)):
        desk.get("/board/")


def test_a_visit_shows_as_much_as_one_may_know(desk, visit):
    page = desk.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    assert "秦兰" in page
    assert reverse("clinical:record", args=[visit.pk]) not in page


def test_standards_belong_to_the_manager(desk, client_of, jingan):
    assert desk.get("/board/standards/").status_code == 403
    manager = client_of("manager")
    fields = manager.get("/board/standards/").context["form"].fields
    body = {name: field.initial for name, field in fields.items()} | {"consult": 20}
    assert manager.post("/board/standards/", body).status_code == 302
    assert manager.get("/board/standards/").context["form"].fields["consult"].initial == 20
    assert manager.post("/board/standards/", body | {"consult": 0}).status_code == 422


def test_the_second_of_two_tabs_sees_the_standard_that_the_first_one_set(client_of, jingan):
    manager = client_of("manager")
    form = manager.get("/board/standards/").context["form"]
    body = {name: field.initial for name, field in form.fields.items()} | {"seen": form.seen}
    manager.post("/board/standards/", body | {"consult": 20})
    late = manager.post("/board/standards/", body | {"consult": 25})
    assert (late.status_code, "现为：20" in late.content.decode()) == (422, True)
    assert manager.get("/board/standards/").context["form"].fields["consult"].initial == 20
    page = late.content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0].replace("&quot;", '"')
    assert (
        manager.post("/board/standards/", body | {"consult": 25, "seen": seen}).status_code
        == 302
    )


def test_times_say_so_when_nothing_was_measured(desk, visit):
    assert desk.get("/board/times/?days=7").context["days"] == 7
    assert desk.get("/board/times/?days=x").context["days"] == 30


def test_the_rival_sees_and_moves_nothing(client_of, visit, group):
    rival = client_of("rival")
    assert rival.get(reverse("visits:visit", args=[visit.pk])).status_code == 404
    sent = rival.post(reverse("visits:move", args=[visit.pk]), {"stage": "cashier"})
    assert sent.status_code == 404
    assert Visit.objects.of(group).get().stage == "arrived"


@pytest.fixture
def child(qin_lan, jingan):
    jingan.accepts_minors = True
    jingan.save()
    qin_lan.birthday, qin_lan.guardian_name = date(2012, 1, 1), "周建国"
    qin_lan.save()
    return qin_lan


PAPERS = {
    "name": "周建国", "relation": "father", "identity_no": "11010519491231002X",
    "proof": "household",
}  # fmt: skip


def test_a_minor_arrives_with_the_papers_of_her_guardian(desk, child, group):
    address = reverse("visits:arrive")
    assert 'value="周建国"' in desk.get(f"{address}?customer={child.pk}").content.decode()
    typed = {"customer": child.pk, "guardian_present": "on", **PAPERS}
    refused = desk.post(address, typed | {"identity_no": "110105194912310021"})
    page = refused.content.decode()
    assert (refused.status_code, Visit.objects.of(group).count()) == (422, 0)
    assert "请按监护人证件填写完整号码" in page
    empty = desk.post(address, {"customer": child.pk, "guardian_present": "on"})
    assert empty.content.decode().count("必填") == len(PAPERS)
    assert 'value="110105194912310021"' in page
    assert desk.post(address, typed).status_code == 302
    assert Guardian.objects.of(group).get().identity_no == PAPERS["identity_no"]


def test_a_guardian_who_comes_later_shows_her_papers(desk, client_of, child, visit, group):
    page = desk.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    address = reverse("visits:guardian", args=[visit.pk])
    assert f'href="{address}"' in page
    assert 'value="周建国"' in desk.get(address, headers=HTMX).content.decode()
    kept = desk.post(address, PAPERS | {"proof": ""}, headers=HTMX)
    assert (kept.status_code, "必填" in kept.content.decode()) == (
        422,
        True,
    )
    assert not Visit.objects.of(group).get().guardian_present
    assert desk.post(address, PAPERS, headers=HTMX).status_code == 204
    for login, number in (("frontdesk", "110****002X"), ("manager", "11010519491231002X")):
        client = client_of(login)
        shown = client.get(reverse("visits:visit", args=[visit.pk])).content.decode()
        assert "周建国（父亲）" in shown
        assert number in shown
