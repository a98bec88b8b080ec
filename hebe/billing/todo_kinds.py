"""Discounts as a kind of work that is decided."""

from django.utils.translation import gettext_lazy as _

from hebe.billing.choices import DISCOUNT
from hebe.billing.services.asking import grant_discount, hold_order
from hebe.todos.choices import Told
from hebe.todos.kinds import Deciding, Step, TodoKind, register

register(
    TodoKind(
        DISCOUNT,
        _("Discount"),
        steps=(Step(30, Told.RIGHT, right="billing.discount", repeat_minutes=60, times=3),),
        deciding=Deciding("billing.discount", hold=hold_order, act=grant_discount),
    )
)
