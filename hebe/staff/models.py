"""People at work, with or without a log-in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.access.models import User
from hebe.catalog.models import Item
from hebe.kernel.fields import SealedTextField
from hebe.staff.choices import Licence, Post
from hebe.tenancy.choices import Department
from hebe.tenancy.models import GroupModel, Store
from hebe.tenancy.reach import Reach


class Member(GroupModel):
    """A person at work."""

    user = models.OneToOneField(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=60)
    name_key = models.CharField(max_length=160)
    post = models.CharField(_("post"), max_length=12, choices=Post)
    title = models.CharField(_("job title"), max_length=40, blank=True)
    phone = SealedTextField(_("phone"), blank=True)
    hired_on = models.DateField(_("hired on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    history = models.TextField(_("work history"), blank=True)
    supervisor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    stores = models.ManyToManyField(Store, through="StoreMember", related_name="+")

    class Meta:
        indexes = (models.Index(fields=("group", "name_key"), name="staff_by_name"),)

    def __str__(self) -> str:
        return self.name


class StoreMember(GroupModel):
    """A person works at a store."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "store"), name="one_place_per_member_and_store"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.store_id}"


class Certificate(GroupModel):
    """A licence of a person: physician, lead doctor of a department, registered nurse."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="certificates")
    licence = models.CharField(_("licence"), max_length=12, choices=Licence)
    department = models.CharField(
        _("department"), max_length=16, choices=Department, blank=True
    )
    store = models.ForeignKey(
        Store, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    number = models.CharField(_("number"), max_length=60)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    def __str__(self) -> str:
        return self.number


class Skill(GroupModel):
    """A person may do an item; without any skill row for an item its department decides."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="skills")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "item"), name="one_skill_per_member_and_item"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.item_id}"


class Shift(GroupModel):
    """A person is rostered at a store for a stretch of time."""

    reached_by = Reach()

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    starts_at = models.DateTimeField(_("on duty from"))
    ends_at = models.DateTimeField(_("on duty until"))

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="shift_ends_after_it_starts",
            ),
            models.UniqueConstraint(fields=("member", "starts_at"), name="one_shift_per_start"),
        )
        indexes = (models.Index(fields=("group", "store", "day"), name="roster_of_a_day"),)

    def __str__(self) -> str:
        return f"{self.member_id} {self.day}"
