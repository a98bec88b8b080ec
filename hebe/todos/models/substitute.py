"""Who does somebody's work while she is away."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from hebe.staff.models import Member
from hebe.tenancy.models import GroupModel


def _range(function: str, start: str, end: str) -> Func:
    field = DateRangeField() if function == "daterange" else BigIntegerRangeField()
    return Func(start, end, Value("[]"), function=function, output_field=field)


class Substitute(GroupModel):
    """From the first day to the last, both included, her work is also the substitute's."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    substitute = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="absence_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(member=F("substitute")), name="nobody_stands_in_for_herself"
            ),
            ExclusionConstraint(
                name="one_substitute_at_a_time",
                expressions=(  # the person as a range of one: GiST alone knows no equal keys
                    (_range("int8range", "member", "member"), RangeOperators.OVERLAPS),
                    (_range("daterange", "starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ),
            ),
        )  # fmt: skip
        indexes = (
            models.Index(fields=("group", "substitute", "ends_on"), name="stands_in_for_whom"),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.substitute_id}"
