"""What a group wants to know of its customers besides the common fields (CUS-05)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.customers.choices import OwnKind
from hebe.customers.models.people import Customer
from hebe.kernel.fields import SealedTextField
from hebe.tenancy.models import GroupModel


class OwnField(GroupModel):
    """A field the group defined itself: character, likings, spending habits.

    `options` are the words of a choice; a retired field keeps its values and is not asked.
    """

    name = models.CharField(_("name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=8, choices=OwnKind, default=OwnKind.TEXT)
    options = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    is_sensitive = models.BooleanField(_("sensitive"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "name"), name="one_own_field_per_name"),
        )

    def __str__(self) -> str:
        return self.name


class OwnValue(GroupModel):
    """What a field of the group's own says of one customer; without a value there is no row.

    `digest` is the keyed hash of the value within its field: sealed, it is asked as a whole.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="own_values")
    field = models.ForeignKey(OwnField, on_delete=models.CASCADE, related_name="+")
    value = SealedTextField()
    digest = models.BinaryField(max_length=16, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("customer", "field"), name="one_own_value_per_customer"
            ),
        )
        indexes = (models.Index(fields=("field", "digest"), name="own_values_by_digest"),)

    def __str__(self) -> str:
        return f"{self.field_id} {self.value}"
