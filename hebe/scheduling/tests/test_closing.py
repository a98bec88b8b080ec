"""Time that nobody may book."""

import pytest

from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.scheduling.errors import SlotTaken
from hebe.scheduling.models import ResourceClaim
from hebe.scheduling.queries import affected_by_absence, closed_times
from hebe.scheduling.services import block_time, close_free_time, unblock_time
from hebe.tenancy.context import working_for


@pytest.fixture
def close(manager, jingan, dr_chen, monday):
    def between(first, last, act=block_time, actor=manager, **changes):
        wanted = {
            "store_id": jingan.pk, "member_id": dr_chen.pk, "starts_at": monday(first),
            "ends_at": monday(last), "reason": "会诊",
        } | changes  # fmt: skip
        return act(actor, **wanted)

    return between


def by_hand(group):
    return ResourceClaim.objects.of(group).filter(appointment=None).count()


def test_nothing_is_booked_in_closed_time(close, book, manager):
    claim = close("10:00", "11:00")
    with pytest.raises(SlotTaken):
        book("10:30")
    unblock_time(manager, claim_id=claim.pk)
    book("10:30")


def test_a_device_can_be_serviced(close, book, laser, laser_room, pico):
    close("10:00", "11:00", member_id=None, resource_id=pico.pk)
    with pytest.raises(Exception, match="pico"):
        book("10:00", item_id=laser.pk)


def test_booked_time_cannot_be_closed(close, book, group):
    book("10:00")
    with pytest.raises(SlotTaken, match="陈静怡"):
        close("09:00", "12:00")
    assert by_hand(group) == 0


def test_the_free_rest_can_be_closed_around_bookings(
    close, book, manager, group, dr_chen, monday, li_siyu
):
    mine = book("10:00")
    assert len(close("09:00", "21:00", act=close_free_time)) == 2
    with pytest.raises(SlotTaken):
        book("12:00", customer_id=li_siyu.pk)
    assert affected_by_absence(manager, dr_chen, monday("09:00"), monday("21:00")) == [mine]
    assert close("09:00", "21:00", act=close_free_time) == []
    closed = closed_times(manager, 1, [dr_chen.pk], monday("09:00"), monday("21:00"))
    assert [c.reason for c in closed[dr_chen.pk]] == ["会诊"] * 3, "the booked part waits"


@pytest.mark.parametrize("changes", [{"reason": " "}, {"ends_at": None}])
def test_a_reason_and_a_length_are_needed(close, group, monday, changes):
    changes = {"ends_at": monday("09:00")} if "ends_at" in changes else changes
    with pytest.raises(Invalid):
        close("10:00", "11:00", **changes)
    assert by_hand(group) == 0


def test_a_booking_cannot_be_opened_by_its_claim(book, manager, group):
    claim = ResourceClaim.objects.of(group).filter(appointment=book("10:00")).first()
    with pytest.raises(NotFound):
        unblock_time(manager, claim_id=claim.pk)


def test_an_advisor_may_not_close_time(close, advisor, group):
    with pytest.raises(Forbidden):
        close("10:00", "11:00", actor=advisor)
    assert by_hand(group) == 0


def test_the_rival_closes_nothing_of_ours(close, rival, group):
    with working_for(rival.group_id), pytest.raises((NotFound, Forbidden)):
        close("10:00", "11:00", actor=rival)
    assert by_hand(group) == 0


@pytest.mark.parametrize("year", [2019, 2200])
def test_time_beyond_all_calendars_is_not_closed(close, group, monday, year):
    first, last = (monday(at).replace(year=year) for at in ("10:00", "11:00"))
    with pytest.raises(Invalid):
        close("10:00", "11:00", starts_at=first, ends_at=last)
    assert ResourceClaim.objects.of(group).count() == 0


def test_less_than_a_minute_is_not_closed(close, group, monday):
    with pytest.raises(Invalid):
        close("10:00", "11:00", ends_at=monday("10:00").replace(second=50))


def test_seconds_left_over_after_a_booking_close_nothing(close, book, group, monday):
    book("10:00")
    last = monday("10:30").replace(second=40)
    assert close("10:00", "10:30", act=close_free_time, ends_at=last) == []
    assert len(close("10:00", "10:31", act=close_free_time)) == 1
