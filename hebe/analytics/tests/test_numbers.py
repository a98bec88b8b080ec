"""The numbers: person sums to store, store to group; nobody sees more than her rows."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hebe.access.actor import Grant
from hebe.analytics.queries import numbers, weights_on
from hebe.analytics.services import set_weights
from hebe.architecture.cast import customer_of, only
from hebe.billing.services import Wanted, open_order
from hebe.kernel.errors import Forbidden, Invalid
from hebe.payments.services import take_payment
from hebe.tenancy.context import working_for
from hebe.tenancy.services import open_store
from hebe.visits.services import register_arrival

DAY = date(2027, 1, 4)


@pytest.fixture(autouse=True)
def _noon(monday):
    with time_machine.travel(monday("12:00"), tick=False):
        yield


@pytest.fixture
def busy(boss, group, jingan, xuhui, botox, zhou_ke, dr_lin):
    """Two deals by an advisor and one by a doctor, in two stores."""
    for number, (store, advisor, doctor) in enumerate(
        [(jingan, zhou_ke, dr_lin), (jingan, zhou_ke, None), (xuhui, None, dr_lin)]
    ):
        guest = customer_of(group, store, f"客{number}", f"1390000{number:04d}")
        register_arrival(boss, store_id=store.pk, customer_id=guest.pk)
        order = open_order(
            boss, store_id=store.pk, customer_id=guest.pk, lines=[Wanted(item_id=botox.pk)],
            advisor_id=advisor.pk if advisor else None, doctor_id=doctor.pk if doctor else None,
        )  # fmt: skip
        take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])


def test_people_add_up_to_stores_and_stores_to_the_group(boss, busy):
    table = numbers(boss, DAY, DAY)
    for metric in ("arrivals", "deals", "revenue", "units"):
        stores = [row.value(metric) for row, _people in table.stores]
        people = [[p.value(metric) for p in who] for _row, who in table.stores]
        assert stores == [sum(each) for each in people]
        assert table.total.value(metric) == sum(stores)
    assert (table.total.value("deals"), table.total.value("revenue")) == (3, 840_000)
    assert table.total.value("average") == 280_000


def test_more_stores_ask_no_more_questions(boss, busy, group, django_assert_num_queries):
    with CaptureQueriesContext(connection) as of_two:
        numbers(boss, DAY, DAY)
    for number in range(5):
        open_store(group, code=f"more-{number}", name=f"{number} 店")
    with django_assert_num_queries(len(of_two)):
        assert len(numbers(boss, DAY, DAY).stores) == 7


def test_a_manager_sees_her_store_only(manager, busy, jingan):
    table = numbers(manager, DAY, DAY)
    assert [row.key for row, _people in table.stores] == [jingan.pk]
    assert table.total.value("deals") == 2


def test_an_advisor_sees_herself_only(consultant, zhou_ke, busy):
    mine = only(consultant, "analytics.view")
    mine = type(mine)(
        consultant.user_id, consultant.name, consultant.group_id,
        {"analytics.view": Grant(None, own=True)}, consultant.store_id,
    )  # fmt: skip
    table = numbers(mine, DAY, DAY)
    assert [p.name for _row, who in table.stores for p in who] == ["周可"]


def test_units_follow_their_weights(boss, busy):
    before = numbers(boss, DAY, DAY).total.value("units")
    set_weights(boss, valid_from=DAY, deal=300, consult=100, treatment=100)
    assert numbers(boss, DAY, DAY).total.value("units") == before + 3 * 200
    assert weights_on(boss, date(2026, 1, 1)).deal == 100


def test_weights_have_bounds_and_keepers(gm, frontdesk):
    with pytest.raises(Invalid):
        set_weights(gm, valid_from=DAY, deal=-1, consult=0, treatment=0)
    with pytest.raises(Forbidden):
        set_weights(frontdesk, valid_from=DAY, deal=1, consult=1, treatment=1)


def test_the_cost_does_not_grow_with_the_rows(boss, busy, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        numbers(boss, DAY, DAY)


def test_the_rival_counts_nothing_of_ours(rival, busy):
    with working_for(rival.group_id):
        assert numbers(rival, DAY, DAY).total.value("deals") == 0
