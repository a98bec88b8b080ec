"""Money day by day: as far as one sees, no day left out, no query more."""

from datetime import date

from hebe.access.actor import Grant
from hebe.analytics.queries import received_by_day
from hebe.analytics.tests.test_numbers import DAY, _noon, busy
from hebe.architecture.cast import only
from hebe.payments.models import Tender
from hebe.payments.services import reverse_tender
from hebe.tenancy.context import working_for

__all__ = ["_noon", "busy"]
SATURDAY = date(2027, 1, 2)


def test_no_day_is_left_out(boss, busy):
    days = received_by_day(boss, SATURDAY, DAY)
    assert days == [(SATURDAY, 0), (date(2027, 1, 3), 0), (DAY, 840_000)]


def test_money_given_back_is_taken_off_its_day(boss, busy):
    tender = Tender.objects.of(boss).first()
    reverse_tender(boss, tender_id=tender.pk, reason="收错人")
    assert received_by_day(boss, DAY, DAY) == [(DAY, 560_000)]


def test_a_manager_sees_her_store_and_an_advisor_herself(boss, manager, consultant, busy):
    assert received_by_day(manager, DAY, DAY) == [(DAY, 560_000)]
    narrow = only(consultant, "analytics.view")
    narrow = type(narrow)(
        consultant.user_id, consultant.name, consultant.group_id,
        {"analytics.view": Grant(None, own=True)}, consultant.store_id,
    )  # fmt: skip
    assert received_by_day(narrow, DAY, DAY) == [(DAY, 560_000)]


def test_a_year_asks_no_more_questions_than_a_day(boss, busy, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert len(received_by_day(boss, date(2026, 1, 5), DAY)) == 365


def test_the_rival_sees_none_of_it(rival, busy):
    with working_for(rival.group_id):
        assert received_by_day(rival, DAY, DAY) == [(DAY, 0)]
