"""Marks that can be put on customers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.customers.models.belonging import LeanGroupModel
from hebe.customers.models.people import Customer
from hebe.kernel import clock
from hebe.tenancy.models import GroupModel


class Tag(GroupModel):
    """A mark that can be put on customers."""

    name = models.CharField(_("name"), max_length=30)
    tone = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "name"), name="one_tag_per_name"),
        )

    def __str__(self) -> str:
        return self.name


class CustomerTag(LeanGroupModel):
    """A tag on a customer."""

    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="tags", db_constraint=False, db_index=False
    )
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="+", db_constraint=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("customer", "tag"), name="one_tag_per_customer"),
        )

    def __str__(self) -> str:
        return f"{self.customer_id} {self.tag_id}"
