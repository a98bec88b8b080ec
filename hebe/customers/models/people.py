"""The person served, before and after her first visit."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from hebe.customers.choices import ContactKind, Level, Sensitivity, Sex, Stage
from hebe.customers.models.belonging import LeanGroupModel
from hebe.kernel import clock
from hebe.kernel.fields import SealedTextField
from hebe.staff.models import Member
from hebe.tenancy.models import GroupModel, Store
from hebe.tenancy.reach import Reach

# When somebody last came, for sorting: who never came stands at the far end.
VISITED = Coalesce("last_visit_on", models.Value(date(1900, 1, 1)))


class Channel(GroupModel):
    """Where customers come from."""

    name = models.CharField(_("name"), max_length=40)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "name"), name="one_channel_per_name"),
        )

    def __str__(self) -> str:
        return self.name


class Customer(LeanGroupModel):
    """One person, once. Numbers, health and wishes are sealed; names stay readable."""

    reached_by = Reach(
        store="home_store_id",
        own="advisor__user_id doctor__user_id carer__user_id created_by_id",
    )

    name = models.CharField(_("name"), max_length=60)
    name_key = models.CharField(max_length=160)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    birthday = models.DateField(_("birthday"), null=True, blank=True)
    phone = SealedTextField(_("mobile"), blank=True)
    phone_digest = models.BinaryField(max_length=16, null=True, blank=True)
    id_number = SealedTextField(_("identity number"), blank=True)
    member_no = models.CharField(_("member number"), max_length=40)
    record_no = models.CharField(_("record number"), max_length=40, blank=True)
    home_store = models.ForeignKey(
        Store, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    level = models.CharField(_("member level"), max_length=12, choices=Level, blank=True)
    stage = models.CharField(
        _("life-cycle stage"), max_length=12, choices=Stage, default=Stage.LEAD
    )
    is_key = models.BooleanField(_("key customer"), default=False)
    channel = models.ForeignKey(
        Channel, models.PROTECT, related_name="+", null=True, blank=True,
        db_constraint=False,
    )  # fmt: skip
    referrer = models.ForeignKey(
        "self", models.PROTECT, related_name="referred", null=True, blank=True,
        db_constraint=False,
    )  # fmt: skip
    advisor = models.ForeignKey(
        Member, models.PROTECT, related_name="+", null=True, blank=True,
        db_constraint=False, db_index=False,
    )  # fmt: skip
    doctor = models.ForeignKey(
        Member, models.PROTECT, related_name="+", null=True, blank=True,
        db_constraint=False,
    )  # fmt: skip
    carer = models.ForeignKey(
        Member, models.PROTECT, related_name="+", null=True, blank=True,
        db_constraint=False,
    )  # fmt: skip
    parking = models.CharField(_("parking"), max_length=40, blank=True)
    address = SealedTextField(_("address"), blank=True)
    allergies = SealedTextField(_("allergies"), blank=True)
    health = SealedTextField(_("health and past treatments"), blank=True)
    skin_type = SealedTextField(_("skin type"), max_length=40, blank=True)
    wishes = SealedTextField(_("wishes"), blank=True)
    expectation = SealedTextField(_("expected effect"), blank=True)
    budget = models.CharField(_("budget"), max_length=40, blank=True)
    price_sensitivity = models.CharField(
        _("price sensitivity"), max_length=8, choices=Sensitivity, blank=True
    )
    character = models.CharField(_("character and habits"), max_length=200, blank=True)
    guardian_name = models.CharField(_("guardian"), max_length=60, blank=True)
    guardian_phone = SealedTextField(_("guardian's phone"), blank=True)
    note = SealedTextField(_("note"), blank=True)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    checked_at = models.DateTimeField(_("data last confirmed at"), null=True, blank=True)
    first_visit_on = models.DateField(_("first visit"), null=True, blank=True)
    last_visit_on = models.DateField(_("last visit"), null=True, blank=True)
    spent_fen = models.BigIntegerField(_("total spent"), default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "phone_digest"), name="one_customer_per_phone"
            ),
            models.UniqueConstraint(
                fields=("group", "member_no"), name="one_customer_per_member_no"
            ),
            models.UniqueConstraint(
                fields=("group", "record_no"),
                name="one_customer_per_record_no",
                condition=~models.Q(record_no=""),
            ),
        )
        indexes = (
            models.Index(fields=("group", "name_key", "id"), name="customers_by_name"),
            models.Index(fields=("group", "-created_at", "-id"), name="customers_newest_first"),
            models.Index(
                fields=("group", "advisor", "-created_at"), name="customers_of_an_advisor"
            ),
            models.Index(
                fields=("group", "home_store", "-created_at"), name="customers_of_a_store"
            ),
            models.Index(fields=("group", "created_by_id"), name="customers_entered_by"),
            models.Index(fields=("group", "-spent_fen", "-id"), name="customers_by_spending"),
            models.Index(
                "group", VISITED.desc(), models.F("id").desc(), name="customers_by_last_visit"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Contact(LeanGroupModel):
    """A further way to reach a customer; never used to merge."""

    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="contacts", db_constraint=False, db_index=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ContactKind)
    value = SealedTextField(_("number or name"))
    digest = models.BinaryField(max_length=16)

    class Meta:
        indexes = (models.Index(fields=("group", "digest"), name="contacts_by_digest"),)
        constraints = (
            models.UniqueConstraint(
                fields=("customer", "digest"), name="one_contact_per_value"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Reception(GroupModel):
    """Somebody opened a colleague's customer by her full number, for a while (ORG-06).

    Who was only told her name has a reception that is over at once.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    user_id = models.BigIntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("group", "user_id", "until"), name="receptions_of_a_user"),
        )

    def __str__(self) -> str:
        return f"{self.customer_id} {self.user_id}"
