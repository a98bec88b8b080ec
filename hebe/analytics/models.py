"""What the numbers' definitions need to remember."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.tenancy.models import GroupModel


class UnitWeights(GroupModel):
    """How 项次 weighs deals, consults and treatments, from a day on (percent, 100 = 1)."""

    valid_from = models.DateField(_("valid from"))
    deal = models.PositiveIntegerField(_("deal"), default=100)
    consult = models.PositiveIntegerField(_("consult"), default=100)
    treatment = models.PositiveIntegerField(_("treatment"), default=100)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "valid_from"), name="one_weighting_per_day"
            ),
        )

    def __str__(self) -> str:
        return str(self.valid_from)
