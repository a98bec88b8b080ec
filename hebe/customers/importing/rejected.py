"""The rows that stay out, as a workbook to be mended and brought in again."""

from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.customers.legacy.mapping import ColumnMapping
from hebe.customers.legacy.plan import ImportPlan
from hebe.customers.legacy.workbooks import rejected_workbook
from hebe.files.models import StoredFile
from hebe.files.services import store_file


def keep_rejected(
    actor: Actor, plan: ImportPlan, mapping: ColumnMapping, file_name: str
) -> StoredFile | None:
    """Store the rejected rows of a plan with their reasons; None when every row comes in."""
    if not plan.rejected:
        return None
    headings = [column.heading for column in mapping.columns]
    return store_file(
        actor,
        name=f"{file_name.rsplit('.', 1)[0]}-{_('Not imported')}.xlsx",
        content=rejected_workbook(plan.rejected, headings),
        purpose="result",
    )
