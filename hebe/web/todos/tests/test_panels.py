"""The parts of today's work that judge: room left, what was not closed, who waits to pay."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from hebe.billing.models import Order, OrderLine
from hebe.kernel import clock
from hebe.scheduling.services import block_time
from hebe.staff.models import Shift
from hebe.visits.models import Visit
from hebe.web.todos import words
from hebe.web.todos.free import free_gaps, next_quarter


@pytest.fixture
def on_duty(group, jingan, dr_lin, monday):
    return Shift.objects.of(group).create(
        group_id=group.pk, member=dr_lin, store=jingan, day=date(2027, 1, 4),
        starts_at=monday("09:00"), ends_at=monday("18:00"),
    )  # fmt: skip


def test_room_is_what_is_neither_past_nor_taken(boss, jingan, on_duty, dr_lin, monday):
    block_time(
        boss, store_id=jingan.pk, member_id=dr_lin.pk, reason="会议",
        starts_at=monday("11:00"), ends_at=monday("12:00"),
    )  # fmt: skip
    found = free_gaps(boss, jingan, date(2027, 1, 4), monday("10:05"))
    assert [(gap.starts_at, gap.ends_at) for gap in found] == [
        (monday("10:15"), monday("11:00")),
        (monday("12:00"), monday("18:00")),
    ]
    assert free_gaps(boss, jingan, date(2027, 1, 4), monday("17:40")) == []
    assert next_quarter(monday("10:15")) == monday("10:15")


def test_a_leader_sees_what_was_not_closed(client_of, group, jingan, qin_lan):
    day = clock.today("Asia/Shanghai") - timedelta(days=1)
    Visit.objects.of(group).create(
        group_id=group.pk, store=jingan, day=day, number=7, customer=qin_lan,
        stage_since=clock.now(), arrived_at=clock.now(),
    )  # fmt: skip
    assert "没有离店记录" in client_of("manager").get("/").content.decode()
    assert "没有离店记录" not in client_of("hr").get("/").content.decode()


def test_the_cashier_sees_who_waits_to_pay(client_of, group, jingan, qin_lan, botox):
    order = Order.objects.of(group).create(
        group_id=group.pk, number="O7", store=jingan, customer=qin_lan, total_fen=280_000,
        day=clock.today("Asia/Shanghai"),
    )  # fmt: skip
    OrderLine.objects.of(group).create(
        group_id=group.pk, order=order, item=botox, name=botox.name, list_fen=280_000,
        price_fen=280_000, amount_fen=280_000,
    )  # fmt: skip
    page = client_of("cashier").get("/").content.decode()
    assert "¥2,800.00" in page
    assert "O7" in page


@pytest.mark.parametrize(
    ("late_by", "said"),
    [(timedelta(minutes=52), "逾期 52 分"), (timedelta(hours=3), "逾期 3 小时"),
     (timedelta(days=2), "逾期 2 天")],
)  # fmt: skip
def test_lateness_is_said_in_the_unit_that_fits(monday, late_by, said):
    now = monday("10:00")
    with translation.override("zh-hans"):
        assert words.due(now - late_by, now, "Asia/Shanghai").text == said


def test_what_is_due_is_said_by_the_day(monday):
    now = monday("10:00")
    with translation.override("zh-hans"):
        assert words.due(monday("18:00"), now, "Asia/Shanghai").text == "今天 18:00"
        later = now + timedelta(days=1)
        assert words.due(later, now, "Asia/Shanghai").text == "明天 10:00"
        assert words.due(now + timedelta(days=3), now, "Asia/Shanghai").text == "1月7日 10:00"
