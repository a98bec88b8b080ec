"""Today's work: every role lands on it, and it costs the same however much waits."""

import html
from datetime import timedelta

import pytest
import time_machine

from hebe.access.choices import BuiltinRole
from hebe.access.models import Assignment
from hebe.architecture.cast import NAMES, customer_of
from hebe.kernel import clock
from hebe.scheduling.models import Appointment
from hebe.todos.services import create_todo
from hebe.visits.services import register_arrival

ROLES = [role for role in BuiltinRole.values if role in NAMES]


@pytest.fixture(autouse=True)
def _by_day(monday):
    """It is half past ten: half an hour ago was today, too."""
    with time_machine.travel(monday("10:30")):
        yield


@pytest.mark.parametrize("role", ROLES)
def test_every_role_lands_on_todays_work(client_of, role):
    page = client_of(role).get("/")
    assert page.status_code == 200
    assert "今日工作" in page.content.decode()


@pytest.mark.parametrize("role", ["frontdesk", "consultant", "doctor", "cashier", "gm", "hr"])
def test_it_speaks_english_too(client_of, role):
    client = client_of(role)
    client.post("/language/", {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    assert "Today's work" in html.unescape(page)
    assert "<h2>我的待办</h2>" not in page


def booked(group, store, item, customer, doctor, advisor, starts_at):
    return Appointment.objects.of(group).create(
        group_id=group.pk, store=store, item=item, customer=customer, doctor=doctor,
        advisor=advisor, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30),
    )  # fmt: skip


@pytest.fixture
def busy(group, jingan, botox, dr_lin, zhou_ke, frontdesk):
    """Fill the day: some expected, some here, some late, with their to-dos."""

    def fill(first, count):
        now = clock.now()
        for n in range(first, first + count):
            guest = customer_of(group, jingan, f"客{n}", f"13900{n:06d}", allergies="利多卡因")
            late = now + timedelta(minutes=5 * n - 20)
            booked(group, jingan, botox, guest, dr_lin, zhou_ke, late)
            arrived = customer_of(
                group, jingan, f"到{n}", f"13801{n + 500:06d}", advisor=zhou_ke
            )
            register_arrival(frontdesk, customer_id=arrived.pk, store_id=jingan.pk)
            for owner in (dr_lin, zhou_ke):
                create_todo(
                    frontdesk, store_id=jingan.pk, title=f"电话 {n}", kind="call",
                    due_at=now - timedelta(hours=n), source=f"t:{n}:{owner.pk}",
                    owner_id=owner.pk, customer_id=guest.pk,
                )  # fmt: skip

    return fill


@pytest.mark.parametrize(
    "role", ["frontdesk", "consultant", "doctor", "nurse", "cashier", "manager", "hr"]
)
def test_the_number_of_queries_does_not_grow_with_the_day(
    client_of, busy, role, django_assert_max_num_queries
):
    client = client_of(role)
    busy(1, 2)
    client.get("/?arrivals=all")
    with django_assert_max_num_queries(70) as few:
        client.get("/?arrivals=all")
    busy(3, 4)
    with django_assert_max_num_queries(len(few)):
        client.get("/?arrivals=all")


def test_the_front_desk_sees_late_ones_first_with_one_act_each(
    client_of, group, jingan, botox, dr_lin, qin_lan, li_siyu
):
    now = clock.now()
    booked(group, jingan, botox, qin_lan, dr_lin, None, now + timedelta(minutes=1))
    booked(group, jingan, botox, li_siyu, None, None, now - timedelta(minutes=1))
    page = client_of("frontdesk").get("/").content.decode()
    assert page.index("李思雨") < page.index("秦兰")
    assert "13800131834" not in page


def test_a_new_customer_stands_in_her_creators_work_at_once(client_of, zhou_ke):
    client = client_of("consultant")
    client.post("/customers/new/", {"name": "邓婕", "phone": "13800136072"})
    assert "邓婕" in client.get("/").content.decode()


def test_a_rival_sees_nothing_of_it(client_of, busy, group, jingan):
    busy(1, 1)
    page = client_of("rival").get("/").content.decode()
    assert "今日工作" in page
    assert "到1" not in page
    assert "客1" not in page


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/").status_code == 302


def test_who_has_no_role_yet_is_told_whom_to_ask(client_of, group):
    client = client_of("nurse")
    assert "请联系管理员" not in client.get("/").content.decode()
    Assignment.objects.of(group).all().delete()
    assert "请联系管理员" in client.get("/").content.decode()
