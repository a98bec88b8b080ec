"""What joins a visit to its bills."""

from django.db import models

from hebe.billing.models import Order
from hebe.tenancy.models import GroupModel
from hebe.visits.models import Visit


class VisitOrder(GroupModel):
    """An order was made during a visit."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.visit_id} {self.order_id}"
