"""What stands in a plan stays there until a doctor takes it out."""

import pytest

from hebe.clinical.models import RecordVersion
from hebe.clinical.services import amend_record, save_record
from hebe.clinical.tests.conftest import PARTS
from hebe.kernel.errors import Invalid


@pytest.fixture
def retired(botox):
    """The planned item is taken off the shelf after the plan was made."""

    def act():
        botox.is_active = False
        botox.save()
        return botox

    return act


def names(record):
    return [line["name"] for line in record.plan]


def test_a_planned_item_that_is_no_longer_offered_may_stay(doctor, draft, visit, plan, retired):
    retired()
    kept = save_record(doctor, visit_id=visit.pk, parts=PARTS, plan=plan)
    assert names(kept) == ["肉毒毒素·除皱"]


def test_so_it_may_when_the_record_is_amended(doctor, signed, plan, retired, group):
    retired()
    amend_record(
        doctor, record_id=signed.pk, parts={"history": "更正"}, plan=plan, reason="录入有误"
    )
    assert names(RecordVersion.objects.of(group).get(number=2)) == ["肉毒毒素·除皱"]


def test_what_is_no_longer_offered_enters_no_plan_anew(doctor, dr_lin, visit, plan, retired):
    retired()
    with pytest.raises(Invalid):
        save_record(doctor, visit_id=visit.pk, parts=PARTS, plan=plan)
