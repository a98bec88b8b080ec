"""Follow-ups after treatment, by each item's schedule."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.catalog.models import Item
from hebe.clinical.models import Treatment
from hebe.customers.models import Customer
from hebe.kernel.fields import SealedTextField
from hebe.tenancy.models import GroupModel
from hebe.todos.models import Todo


class FollowUpStep(GroupModel):
    """Some days after an item (or any item, when none is named) somebody asks how it is."""

    item = models.ForeignKey(
        Item, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    day = models.PositiveSmallIntegerField(_("days after"))
    title = models.CharField(_("title"), max_length=60)
    script = models.TextField(_("what to ask"), blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "item", "day"), name="one_step_per_day", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return self.title


class FollowUp(GroupModel):
    """One follow-up: a to-do with a person on the other end, and what came of it."""

    todo = models.OneToOneField(Todo, on_delete=models.PROTECT, related_name="+")
    treatment = models.ForeignKey(Treatment, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(FollowUpStep, on_delete=models.PROTECT, related_name="+")
    satisfaction = models.PositiveSmallIntegerField(_("satisfaction (1 to 5)"), null=True)
    recovery = SealedTextField(_("recovery"), blank=True)

    def __str__(self) -> str:
        return f"{self.customer_id} {self.step_id}"
