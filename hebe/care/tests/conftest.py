"""A treatment of the cast, and what is asked after it."""

from datetime import date

import pytest

from hebe.billing.models import Order, OrderLine
from hebe.care.services import set_follow_up_step
from hebe.clinical.models import Treatment
from hebe.visits.models import Visit

STEPS = ((1, "术后第 1 天回访"), (3, "术后第 3 天回访"), (7, "术后第 7 天回访"))


@pytest.fixture
def treated(group, jingan, qin_lan, dr_lin, zhou_ke, botox, monday):
    """Treat 秦兰 on the Monday: she was advised by 周可, treated by 林泽."""
    qin_lan.advisor = zhou_ke
    qin_lan.save()
    visit = Visit.objects.of(group).create(
        group_id=group.pk, store=jingan, day=date(2027, 1, 4), number=1, customer=qin_lan,
        doctor=dr_lin, stage="treatment", stage_since=monday("10:00"),
        arrived_at=monday("10:00"),
    )  # fmt: skip
    order = Order.objects.of(group).create(
        group_id=group.pk, number="O1", store=jingan, customer=qin_lan, total_fen=280_000,
        day=date(2027, 1, 4),
    )  # fmt: skip
    line = OrderLine.objects.of(group).create(
        group_id=group.pk, order=order, item=botox, name=botox.name, list_fen=280_000,
        price_fen=280_000, amount_fen=280_000,
    )  # fmt: skip
    return Treatment.objects.of(group).create(
        group_id=group.pk, visit=visit, store=jingan, customer=qin_lan, item=botox, line=line,
        performer=dr_lin, state="done", started_at=monday("10:30"), ended_at=monday("11:00"),
        day=date(2027, 1, 4),
    )  # fmt: skip


@pytest.fixture
def steps(boss):
    """Ask on day 1, 3 and 7 after any item."""
    return [set_follow_up_step(boss, item_id=None, day=d, title=t) for d, t in STEPS]
