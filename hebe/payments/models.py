"""Money received. Append-only: a mistake is corrected by a further row."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hebe.billing.models import Order
from hebe.payments.choices import Method
from hebe.tenancy.models import GroupModel, Store
from hebe.tenancy.reach import Reach


class Tender(GroupModel):
    """One sum received for one order, in fen; negative when given back.

    A deferred trigger keeps the paid sum of the order equal to its tenders. `reverses` is the
    mistaken tender that this negative one takes back, `reason` says why.
    """

    reached_by = Reach()

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="tenders")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(_("tender"), max_length=10, choices=Method)
    amount_fen = models.BigIntegerField(_("amount"))
    reference = models.CharField(_("reference"), max_length=64, blank=True)
    received_at = models.DateTimeField()
    day = models.DateField()
    received_by_id = models.BigIntegerField(null=True)
    received_by = models.CharField(max_length=60)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="reversal", null=True, blank=True
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    withheld_rights = ("UPDATE", "DELETE")
    append_only = True

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(amount_fen=0), name="tender_is_not_zero"),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0) ^ Q(reverses__isnull=False),
                name="only_a_reversal_is_negative",
            ),
        )
        indexes = (
            models.Index(
                fields=("group", "store", "day"), include=("amount_fen",), name="sums_of_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.method} {self.amount_fen}"


class TakenReference(GroupModel):
    """The reference of an outside payment stands for one tender, until that is reversed."""

    method = models.CharField(max_length=10, choices=Method)
    reference = models.CharField(max_length=64)
    tender = models.OneToOneField(Tender, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "method", "reference"), name="one_tender_per_reference"
            ),
        )

    def __str__(self) -> str:
        return f"{self.method} {self.reference}"
