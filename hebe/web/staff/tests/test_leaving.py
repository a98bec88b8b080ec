"""Somebody leaves: what is still booked with her is told, and can be moved."""

from datetime import date, timedelta

import pytest
import time_machine

from hebe.scheduling.choices import ClaimKind
from hebe.scheduling.models import Appointment
from hebe.scheduling.services.claims import Want
from hebe.todos.services import create_todo


@pytest.fixture
def leave(client_of, dr_chen, monday):
    """Note a last day of 陈静怡 on Monday morning; return the page that follows."""

    def on(day):
        with time_machine.travel(monday("07:00"), tick=False):
            client = client_of("manager")
            answer = client.post(f"/staff/{dr_chen.pk}/leave/", {"left_on": day}, follow=True)
        assert answer.request["PATH_INFO"] == f"/staff/{dr_chen.pk}/"
        return answer.content.decode()

    return on


@pytest.fixture
def booked(group, jingan, qin_lan, botox, dr_chen, monday):
    """Book 秦兰 with 陈静怡 on Monday and on Tuesday."""
    made = []
    for n in range(2):
        span = [monday(at) + timedelta(days=n) for at in ("10:00", "10:30")]
        made.append(
            Appointment.objects.of(group).create(
                group_id=group.pk, store=jingan, customer=qin_lan, item=botox, doctor=dr_chen,
                starts_at=span[0], ends_at=span[1],
            )
        )  # fmt: skip
        made[n].claims.create(
            group_id=group.pk, kind=ClaimKind.MEMBER, member=dr_chen, what="doctor",
            span=Want(ClaimKind.MEMBER, dr_chen.pk, "", *span).span,
        )  # fmt: skip
    return made


def test_bookings_after_the_last_day_stand_on_her_page(leave, booked, monday):
    page = leave(monday("10:00").date())
    assert "还有 1 个预约需要改约" in page
    assert f"/appointments/{booked[1].pk}/reschedule/" in page
    assert f"/appointments/{booked[0].pk}/reschedule/" not in page
    assert "待改约的预约" not in leave("")


def test_open_work_of_who_leaves_leads_to_its_list(
    leave, client_of, boss, dr_chen, jingan, monday
):
    with time_machine.travel(monday("07:00"), tick=False):
        create_todo(
            boss, store_id=jingan.pk, title="回电秦兰", source="x", due_at=monday("18:00"),
            owner_id=dr_chen.pk,
        )  # fmt: skip
    page = leave(monday("07:00").date() - timedelta(days=1))
    assert "名下还有 1 条未完成的待办" in page
    address = f"/todos/?owner={dr_chen.pk}"
    assert address in page
    with time_machine.travel(monday("07:00"), tick=False):
        assert "回电秦兰" in client_of("manager").get(address).content.decode()
    assert "未完成的待办" not in leave("")


def test_when_nothing_is_booked_nothing_has_to_be_moved(leave, monday):
    assert "改约" not in leave(monday("10:00").date())


def test_a_last_day_far_ahead_leaves_no_booking_behind(leave, booked):
    assert "需要改约" not in leave(date.max)
