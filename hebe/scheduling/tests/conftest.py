"""A diary with people on duty."""

import pytest
import time_machine

from hebe.scheduling.models import Resource
from hebe.scheduling.services import book_appointment
from hebe.staff.models import Shift


@pytest.fixture(autouse=True)
def _early(monday):
    """It is seven on Monday morning."""
    with time_machine.travel(monday("07:00"), tick=False):
        yield


@pytest.fixture
def on_duty(group, jingan, dr_chen, dr_lin, zhou_ke, nurse_fang, monday):
    """Everybody works from nine to nine."""
    for member in (dr_chen, dr_lin, zhou_ke, nurse_fang):
        Shift.objects.of(group).create(
            group_id=group.pk, member=member, store=jingan, day=monday("09:00").date(),
            starts_at=monday("09:00"), ends_at=monday("21:00"),
        )  # fmt: skip


@pytest.fixture
def laser_room(group, jingan):
    return Resource.objects.of(group).create(
        group_id=group.pk, store=jingan, kind="room", type="laser", name="光电室 1"
    )


@pytest.fixture
def pico(group, jingan):
    return Resource.objects.of(group).create(
        group_id=group.pk, store=jingan, kind="device", type="pico", name="皮秒 1 号机"
    )


@pytest.fixture
def book(frontdesk, jingan, qin_lan, botox, dr_chen, on_duty, monday):
    def at(time, actor=frontdesk, **changes):
        wanted = {
            "store_id": jingan.pk, "customer_id": qin_lan.pk, "item_id": botox.pk,
            "doctor_id": dr_chen.pk, "starts_at": monday(time),
        } | changes  # fmt: skip
        return book_appointment(actor, **wanted)

    return at
