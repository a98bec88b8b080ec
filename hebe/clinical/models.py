"""The medical record: drafts, signed versions that never change, treatments."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.billing.models import OrderLine
from hebe.catalog.models import Item, Product
from hebe.clinical.choices import RecordState, TreatmentState
from hebe.customers.models import Customer
from hebe.kernel.fields import SealedListField, SealedTextField
from hebe.scheduling.models import Resource
from hebe.staff.models import Member
from hebe.tenancy.models import GroupModel, Store
from hebe.tenancy.reach import Handed, Reach
from hebe.visits.models import StageRun, Visit


class ConsultNote(GroupModel):
    """The advisor's note of a conversation; holds wishes, never a diagnosis."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    wishes = SealedTextField(_("what she wishes"))
    concerns = SealedTextField(_("concerns"), blank=True)
    budget = models.CharField(_("budget"), max_length=40, blank=True)
    interest = SealedTextField(_("items of interest"), max_length=200, blank=True)
    said = SealedTextField(_("what was said"), blank=True)
    at = models.DateTimeField()

    withheld_rights = ("UPDATE", "DELETE")

    def __str__(self) -> str:
        return f"{self.customer_id} {self.at:%Y-%m-%d}"


class Record(GroupModel):
    """A doctor's record of one visit. The draft lives here; signing makes a version."""

    reached_by = Reach(own="doctor__user_id")

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    doctor = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RecordState, default=RecordState.DRAFT)
    complaint = SealedTextField(_("chief complaint"), blank=True)
    history = SealedTextField(_("history"), blank=True)
    findings = SealedTextField(_("findings"), blank=True)
    diagnosis = SealedTextField(_("diagnosis"), blank=True)
    advice = SealedTextField(_("treatment advice"), blank=True)
    plan: Any = SealedListField(default=list)
    saved_at = models.DateTimeField()
    versions_count = models.PositiveSmallIntegerField(default=0)

    withheld_rights = ("DELETE",)

    class Meta:
        indexes = (
            models.Index(
                fields=("group", "customer", "-saved_at"), name="records_of_a_customer"
            ),
            models.Index(
                fields=("group", "doctor"),
                name="unsigned_records_of_a_doctor",
                condition=models.Q(state="draft"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.customer_id} {self.visit_id}"


class RecordVersion(GroupModel):
    """One signed version: never updated, never deleted. `digest` is SHA-256 of its content."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = SealedTextField()
    plan: Any = SealedListField(default=list)
    reason = SealedTextField(_("why it was amended"), max_length=200, blank=True)
    signed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    withheld_rights = ("UPDATE", "DELETE")
    append_only = True

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("record", "number"), name="one_version_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.record_id} v{self.number}"


class Treatment(GroupModel):
    """One execution of an item: by whom, when, with what."""

    reached_by = Reach(
        own="visit__advisor__user_id visit__doctor__user_id "
        "customer__advisor__user_id customer__doctor__user_id",
        handed=Handed(
            StageRun.objects.of,
            "visit_id",
            "owner__user_id",
            outer="visit_id",
        ),
    )

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+", null=True)
    performer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    room = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    device = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    state = models.CharField(
        max_length=10, choices=TreatmentState, default=TreatmentState.RUNNING
    )
    parameters = SealedTextField(_("parameters, dose, sites"), blank=True)
    reaction = SealedTextField(_("immediate reaction"), blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    day = models.DateField()

    withheld_rights = ("DELETE",)

    class Meta:
        constraints = tuple(
            models.UniqueConstraint(
                fields=(place,),
                name=f"one_treatment_per_{place}",
                condition=models.Q(state=TreatmentState.RUNNING),
            )
            for place in ("room", "device")
        )
        indexes = (
            models.Index(fields=("group", "store", "day"), name="treatments_of_a_day"),
            models.Index(
                fields=("group", "customer", "-started_at"), name="treatments_of_a_customer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id} {self.started_at:%Y-%m-%d}"


class Material(GroupModel):
    """What was used in a treatment, with its lot (INV-07)."""

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="materials")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    lot = models.CharField(_("lot"), max_length=40)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=9, decimal_places=2)

    withheld_rights = ("UPDATE", "DELETE")

    def __str__(self) -> str:
        return f"{self.product_id} {self.lot}"
