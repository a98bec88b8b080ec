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
from hebe.tenancy.reach import Reach


class ImportRun(GroupModel):
    """One old file brought in: its mapping, its report, its job."""

    reached_by = Reach()

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

    `fixes` is JSON: {"rows": {row: {field: text}}, "skipped": [row]}. `edition` counts the
    changes; `outlook` is what importing it would do (`importing.outlook`), as the list stood
    at `checked_edition`. Both are sealed, since they hold phones and samples of cells.
    `sheet` names the one chosen of several, "*" stands for all. `rejected` holds the rows that
    stay out, as that check found them.
    """

    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=60, blank=True)
    mapping = models.JSONField(default=dict)
    fixes = SealedTextField(blank=True)
    edition = models.PositiveIntegerField(default=0)
    outlook = SealedTextField(blank=True)
    checked_edition = models.PositiveIntegerField(null=True)
    checking = models.ForeignKey(Job, models.SET_NULL, related_name="+", null=True)
    rejected = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    user_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = (models.Index(fields=("group", "user_id", "-id"), name="drafts_of_a_user"),)

    def __str__(self) -> str:
        return f"{self.source_id}"

    @property
    def is_checked(self) -> bool:
        """Say whether the outlook is that of the list as it stands now."""
        return self.checked_edition == self.edition


class ImportProblem(LeanGroupModel):
    """One cell of a draft that needs a look; `told` is the rest of it as JSON, sealed."""

    draft = models.ForeignKey(
        ImportDraft,
        models.CASCADE,
        related_name="problems",
        db_constraint=False,
        db_index=False,
    )
    row_no = models.PositiveIntegerField()
    code = models.CharField(max_length=24)
    field = models.CharField(max_length=20, blank=True)
    told = SealedTextField()

    class Meta:
        indexes = (
            models.Index(fields=("draft", "row_no", "id"), name="problems_by_row"),
            models.Index(fields=("draft", "code", "row_no"), name="problems_by_kind"),
        )

    def __str__(self) -> str:
        return f"{self.row_no} {self.code}"


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
    """What an old system said of a customer, kept as a fact.

    `amount` is fen for money, points, visits, or sessions left for a course (named in `what`);
    the balances among them wait to be posted to the ledger. `said` is what may not stand
    readable: the number of a referrer who is no customer.
    """

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="opening", db_constraint=False, db_index=False
    )
    run = models.ForeignKey(
        ImportRun, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    kind = models.CharField(max_length=10, choices=FactKind)
    what = models.CharField(max_length=80, blank=True)
    amount = models.BigIntegerField(default=0)
    said = SealedTextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("customer", "kind", "what"), name="one_opening_fact_per_customer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.what} {self.amount}"
