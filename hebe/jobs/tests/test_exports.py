"""Exported lists: written by a job, headed in the words of the group."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from hebe.access.services import rename_advisors
from hebe.billing.models import Order
from hebe.billing.services import Wanted, open_order
from hebe.customers.models import Customer
from hebe.files.services import content_of
from hebe.jobs.exports import start_export
from hebe.jobs.services import run_job
from hebe.tenancy.words import advisor_word


@pytest.fixture
def bill(manager, jingan, qin_lan, facial):
    return open_order(
        manager, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)]
    )


@pytest.mark.parametrize(("sheet", "model"), [("customers", Customer), ("orders", Order)])
def test_a_list_is_headed_by_the_groups_own_word_for_advisors(
    sheet, model, admin, director, bill, group
):
    common = str(advisor_word)
    rename_advisors(admin, word="美丽管家")
    job = start_export(director, sheet=sheet, found=model.objects.of(group))
    done = run_job(group_id=group.pk, job_id=job.pk)
    _stored, book = content_of(director, done.result_id)
    sheet_read = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0)
    headings = sheet_read.to_python()[0]
    assert "美丽管家" in headings
    assert common not in headings
