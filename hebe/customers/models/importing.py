"""Old lists brought in, and what they said of balances."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.customers.choices import FactKind
from hebe.customers.models.belonging import LeanGroupModel
from hebe.customers.models.people import Customer
from hebe.files.models import StoredFile
from hebe.jobs.models import Job
from hebe.kernel import clock
from hebe.kernel.fields import SealedTextField
from hebe.tenancy.models import GroupModel, Store


class ImportRun(GroupModel):
    """One old file brought in: its mapping, its report, its job."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    dry_run = models.BooleanField(default=False)
    at = models.DateTimeField()
    who = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.file_name


class ImportDraft(GroupModel):
    """An uploaded list on its way in: its columns, and what a person mended row by row.

    `fixes` is JSON: {"rows": {row: {field: text}}, "skipped": [row]}; sealed, since it holds
    phones.
    """

    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    mapping = models.JSONField(default=dict)
    fixes = SealedTextField(blank=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    user_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = (models.Index(fields=("group", "user_id", "-id"), name="drafts_of_a_user"),)

    def __str__(self) -> str:
        return f"{self.source_id}"


class ImportMapping(GroupModel):
    """A saved column mapping, found again by its headings."""

    name = models.CharField(_("name"), max_length=60)
    headings = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "headings"), name="one_mapping_per_headings"
            ),
        )

    def __str__(self) -> str:
        return self.name


class OpeningFact(LeanGroupModel):
    """A balance, course or points brought over, kept as a fact until posted to the ledger.

    `amount` is fen for money, points, or sessions left for a course (named in `what`).
    """

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="opening", db_constraint=False, db_index=False
    )
    run = models.ForeignKey(
        ImportRun, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    kind = models.CharField(max_length=10, choices=FactKind)
    what = models.CharField(max_length=80, blank=True)
    amount = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("customer", "kind", "what"), name="one_opening_fact_per_customer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.what} {self.amount}"
