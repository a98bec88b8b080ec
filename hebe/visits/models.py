"""One stay at a store, from arrival to departure, stage by stage."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.customers.choices import Stage as LifeStage
from hebe.customers.models import Customer
from hebe.kernel import clock
from hebe.kernel.fields import SealedTextField
from hebe.scheduling.models import Appointment, Resource
from hebe.staff.models import Member
from hebe.tenancy.models import GroupModel, GroupQuerySet, HasGroup, Store
from hebe.tenancy.reach import Handed, Reach
from hebe.visits import rules
from hebe.visits.choices import Proof, Relation, Stage


class StageStandard(GroupModel):
    """How long a stage should take at a store (minutes)."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage)
    minutes = models.PositiveSmallIntegerField(_("standard minutes"))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store", "stage"), name="one_standard_per_stage"),
        )

    def __str__(self) -> str:
        return f"{self.stage} {self.minutes}"


def _runs(whose: HasGroup) -> GroupQuerySet:
    return StageRun.objects.of(whose)


class Visit(GroupModel):
    """One stay; `number` is the day's running number at the store.

    It is for `appointment`, and for the further bookings of the day that joined it.
    `was_stage` and `was_here_on` are her stage and last visit before it, for when it turns out
    that somebody else had come.
    """

    reached_by = Reach(
        own="advisor__user_id doctor__user_id "
        "customer__advisor__user_id customer__doctor__user_id",
        handed=Handed(_runs, "visit_id", "owner__user_id"),
    )

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    number = models.PositiveIntegerField(_("visit number"))
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    appointment = models.OneToOneField(
        Appointment, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    advisor = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    doctor = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    purpose = SealedTextField(_("what she came for"), max_length=120, blank=True)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.ARRIVED)
    stage_since = models.DateTimeField()
    is_first = models.BooleanField(default=False)
    was_stage = models.CharField(max_length=12, choices=LifeStage, default="")
    was_here_on = models.DateField(null=True)
    guardian_present = models.BooleanField(_("guardian present"), default=False)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("store", "day", "number"), name="one_visit_per_number"
            ),
            models.UniqueConstraint(
                fields=("customer",),
                name="one_open_visit_per_customer",
                condition=models.Q(left_at=None),
            ),
        )
        indexes = (
            models.Index(fields=("group", "store", "day", "stage"), name="board_of_a_store"),
            models.Index(
                fields=("group", "store"),
                name="visits_still_open",
                condition=models.Q(left_at=None),
            ),
            models.Index(
                fields=("group", "customer", "-arrived_at"), name="visits_of_a_customer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.number}"


class VisitBooking(GroupModel):
    """A further booking of the day that a visit is for."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="further")
    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.visit_id} {self.appointment_id}"


class Guardian(GroupModel):
    """Who came along with somebody under age, and what was shown for it."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="guardian")
    name = models.CharField(_("guardian's name"), max_length=60)
    relation = models.CharField(_("relation"), max_length=8, choices=Relation)
    identity_no = SealedTextField(_("number of the guardian's document"))
    proof = models.CharField(_("proof of kinship"), max_length=12, choices=Proof)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.visit_id} {self.relation}"


class StageRun(GroupModel):
    """One stage of one visit, with its clock and its people."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="runs")
    stage = models.CharField(max_length=12, choices=Stage)
    owner = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    room = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    standard_minutes = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("visit",),
                name="one_running_stage_per_visit",
                condition=models.Q(ended_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.stage}"

    @property
    def minutes(self) -> int:
        """Return how many whole minutes it took, or has taken so far."""
        return rules.minutes_between(self.started_at, self.ended_at or clock.now())
