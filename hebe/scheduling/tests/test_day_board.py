"""day_board: the calendar of one day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hebe.access.actor import Grant
from hebe.scheduling.queries import (
    day_board,
    day_list,
    day_load,
    of_customer,
    open_from_before,
)
from hebe.scheduling.services import block_time
from hebe.staff.models import Shift
from hebe.tenancy.context import working_for


@pytest.fixture
def board(frontdesk, jingan, monday, on_duty):
    def by(what, actor=frontdesk):
        return day_board(actor, jingan, monday("10:00").date(), what)

    return by


def test_a_booking_stands_in_every_column_it_needs(board, book, laser, laser_room, pico):
    mine = book("10:00", item_id=laser.pk)
    entry = board("all").entries[0]
    assert entry.columns == (
        f"member-{mine.doctor_id}", f"resource-{laser_room.pk}", f"resource-{pico.pk}",
    )  # fmt: skip
    assert [c.name for c in board("room").columns] == ["光电室 1"]
    assert [c.name for c in board("device").columns] == ["皮秒 1 号机"]


def test_off_duty_and_closed_time_are_hatched(board, group, manager, jingan, dr_chen, monday):
    mine = Shift.objects.of(group).filter(member=dr_chen)
    mine.update(starts_at=monday("10:00"), ends_at=monday("18:00"))
    block_time(
        manager, store_id=jingan.pk, member_id=dr_chen.pk, starts_at=monday("12:00"),
        ends_at=monday("13:00"), reason="会诊",
    )  # fmt: skip
    chen = next(c for c in board("doctor").columns if c.name == "陈静怡")
    assert chen.off == [(monday("09:00"), monday("10:00")), (monday("18:00"), monday("21:00"))]
    assert [(c.starts_at, c.reason) for c in chen.closed] == [(monday("12:00"), "会诊")]


def test_a_column_says_how_full_it_is(board, book, dr_chen):
    for n in range(6):
        book(f"{10 + n}:00")
    chen = next(c for c in board("doctor").columns if c.name == "陈静怡")
    assert chen.percent == 25


def test_it_costs_the_same_however_full(board, book, li_siyu):
    book("09:00")
    with CaptureQueriesContext(connection) as empty:
        board("all")
    for n in range(6):
        book(f"{10 + n}:00")
        book(f"{10 + n}:30", customer_id=li_siyu.pk)
    with CaptureQueriesContext(connection) as full:
        board("all")
    assert len(empty) == len(full) <= 9


def test_others_customers_only_take_time(board, book, consultant):
    book("10:00")
    grants = dict(consultant.grants)
    grants["scheduling.view"] = Grant(frozenset([consultant.store_id]), own=True)
    object.__setattr__(consultant, "grants", grants)
    found = board("doctor", consultant)
    assert [entry.is_mine for entry in found.entries] == [False]
    assert found.appointments == []


def test_lists_and_counts(book, frontdesk, jingan, monday, qin_lan):
    mine, day = book("10:00"), monday("10:00").date()
    assert list(day_list(frontdesk, jingan, day)) == [mine]
    assert day_load(frontdesk, jingan, day, 1) == {day: 1}
    assert of_customer(frontdesk, qin_lan.pk) == [mine]
    assert list(open_from_before(frontdesk, jingan, day)) == []
    assert list(open_from_before(frontdesk, jingan, day.replace(day=5))) == [mine]


def test_lists_and_counts_end_where_the_right_does(
    book, frontdesk, consultant, jingan, xuhui, monday, qin_lan
):
    book("10:00")
    day = monday("10:00").date()
    for who, reach in (
        (frontdesk, Grant(frozenset([xuhui.pk]))),
        (consultant, Grant(frozenset([jingan.pk]), own=True)),
    ):
        bound = replace(who, grants={"scheduling.view": reach})
        assert of_customer(bound, qin_lan.pk) == []
        assert day_load(bound, jingan, day, 1) == {}


def test_a_day_is_counted_in_its_stores_own_zone(book, frontdesk, jingan, monday):
    book("10:00")
    day = monday("10:00").date()
    before = day - timedelta(days=1)
    jingan.timezone = "America/Los_Angeles"
    assert day_load(frontdesk, jingan, before, 7) == {before: 1}


def test_the_rival_sees_an_empty_day(book, rival, jingan, monday):
    book("10:00")
    with working_for(rival.group_id):
        assert day_board(rival, jingan, monday("10:00").date(), "all").entries == []
