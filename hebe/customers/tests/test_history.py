"""What higher apps tell her row, and how her stage follows."""

from datetime import date

import pytest

from hebe.customers import services
from hebe.customers.models import Customer
from hebe.journal.models import TimelineEntry


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (["2026-01-05"], "new"),
        (["2026-01-05", "2026-01-05"], "new"),
        (["2026-01-05", "2026-02-05"], "active"),
        (["2026-02-05", "2026-01-05"], "new"),
    ],
)
def test_visits_move_her_along(zhang, boss, group, days, stage):
    for day in days:
        services.note_visit(boss, customer_id=zhang.pk, day=date.fromisoformat(day))
    she = Customer.objects.of(group).get()
    assert (she.stage, she.last_visit_on.isoformat()) == (stage, max(days))


def test_who_stays_away_sleeps_is_lost_and_can_be_won_back(zhang, boss, group):
    services.note_visit(boss, customer_id=zhang.pk, day=date(2026, 1, 5))
    stages = []
    for day in (date(2026, 5, 1), date(2026, 8, 1), date(2027, 2, 1)):
        while services.review_stages(boss, on=day):
            pass
        stages.append(Customer.objects.of(group).get().stage)
    services.note_visit(boss, customer_id=zhang.pk, day=date(2027, 3, 1))
    stages.append(Customer.objects.of(group).get().stage)
    assert stages == ["new", "dormant", "lost", "won_back"]
    assert TimelineEntry.objects.of(group).filter(name="CustomerStageChanged").count() == 4


def test_spending_adds_up_and_a_refund_takes_away(zhang, boss, group):
    services.note_spending(boss, customer_id=zhang.pk, amount_fen=128_000)
    services.note_spending(boss, customer_id=zhang.pk, amount_fen=-28_000)
    assert Customer.objects.of(group).get().spent_fen == 100_000
