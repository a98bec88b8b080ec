"""The diary: promises of people's and rooms' time."""

from datetime import datetime, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.catalog.models import Item
from hebe.customers.models import Customer
from hebe.kernel.fields import SealedTextField
from hebe.scheduling import rules
from hebe.scheduling.choices import TO_COME, ClaimKind, ResourceKind, Source, Status
from hebe.staff.models import Member
from hebe.tenancy.models import GroupModel, GroupQuerySet, HasGroup, Store
from hebe.tenancy.reach import Handed, Reach


class Resource(GroupModel):
    """A room or a device of a store; `type` matches what items need."""

    reached_by = Reach()

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=ResourceKind)
    type = models.CharField(_("type"), max_length=40)
    name = models.CharField(_("name"), max_length=40)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("store", "name"), name="one_resource_per_name"),
        )

    def __str__(self) -> str:
        return self.name


def _claims(whose: HasGroup) -> GroupQuerySet:
    return ResourceClaim.objects.of(whose)


class Appointment(GroupModel):
    """A promise of time to a customer for one item.

    Whose and what time it takes are its `claims`. Doctor, advisor, room and device repeat the
    first claim of each, for lists, filters and reach; only `services.diary` writes them.
    """

    reached_by = Reach(
        own="doctor__user_id advisor__user_id customer__advisor__user_id",
        handed=Handed(_claims, "appointment_id", "member__user_id"),
    )

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    doctor = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    advisor = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    room = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    device = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.BOOKED)
    source = models.CharField(
        _("source"), max_length=12, choices=Source, default=Source.FRONT_DESK
    )
    note = SealedTextField(_("note"), max_length=200, blank=True)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="appointment_ends_after_it_starts",
            ),
        )
        indexes = (
            models.Index(fields=("group", "store", "starts_at"), name="diary_of_a_store"),
            models.Index(
                fields=("group", "store", "starts_at"),
                name="diary_still_to_come",
                condition=models.Q(status__in=TO_COME),
            ),
            models.Index(
                fields=("group", "customer", "-starts_at"), name="diary_of_a_customer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.customer_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def parts(self) -> "list[ResourceClaim]":
        """Return whose and what time it takes or took, in the item's order."""
        claims = [c for c in self.claims.all() if c.kind != ClaimKind.CUSTOMER]
        return sorted(claims, key=lambda claim: (claim.position, claim.pk))


class ResourceClaim(GroupModel):
    """Somebody's or something's taken minutes.

    `span` is built from kind, key and minute (`rules.claim_span`), so that one exclusion
    constraint over one int8range keeps every resource from being taken twice.

    A claim of an appointment says what it is there for (`what`, a role or a kind of room or
    device, in the order of `position`), whether somebody asked for it by name, and how many
    of its minutes are turnaround. One that is not held any more takes nobody's time: what was
    cancelled, or left early; without an appointment, time to be closed once it is free. What
    was given back of its end (`given_back`, minutes) is taken again when that is taken back.
    """

    kind = models.PositiveSmallIntegerField(choices=ClaimKind)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True
    )
    span = BigIntegerRangeField()
    appointment = models.ForeignKey(
        Appointment, on_delete=models.CASCADE, related_name="claims", null=True
    )
    reason = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=40, blank=True, default="", db_default="")
    position = models.PositiveSmallIntegerField(default=0, db_default=0)
    is_named = models.BooleanField(default=False, db_default=False)
    turnaround_minutes = models.PositiveSmallIntegerField(default=0, db_default=0)
    is_held = models.BooleanField(default=True, db_default=True)
    given_back = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "resource_claim"
        constraints = (
            ExclusionConstraint(
                name="one_claim_per_resource_at_a_time",
                expressions=[("span", RangeOperators.OVERLAPS)],
                condition=models.Q(is_held=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.span}"

    @property
    def key(self) -> int | None:
        """Return the key of the person or thing."""
        return self.member_id or self.resource_id

    @property
    def taker(self) -> Member | Resource | None:
        """Return the person or thing."""
        return self.member or self.resource

    @property
    def starts_at(self) -> datetime:
        """Return from when."""
        return rules.moment_of(self.span.lower)

    @property
    def ends_at(self) -> datetime:
        """Return until when, without the turnaround."""
        return self.cleared_at - timedelta(minutes=self.turnaround_minutes)

    @property
    def cleared_at(self) -> datetime:
        """Return when it can be taken again."""
        return rules.moment_of(self.span.upper)

    @property
    def column(self) -> str:
        """Return the name of its column in the calendar."""
        return f"member-{self.member_id}" if self.member_id else f"resource-{self.resource_id}"


class Change(GroupModel):
    """Who moved, cancelled, confirmed or gave up an appointment, when and why."""

    appointment = models.ForeignKey(
        Appointment, on_delete=models.CASCADE, related_name="changes"
    )
    what = models.CharField(max_length=12)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    before = models.JSONField(default=dict)
    who = models.CharField(max_length=60)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.what} {self.appointment_id}"
