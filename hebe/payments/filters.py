"""How orders were paid."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.billing.models import Order
from hebe.filters import Field, register
from hebe.filters.build import marked, words_of
from hebe.payments.choices import Method
from hebe.payments.models import Tender


def _standing(actor: Actor) -> Any:
    """Return what was received and not taken back."""
    return Tender.objects.of(actor).filter(amount_fen__gt=0, reversal=None)


register(
    Order,
    Field("tender", _("paid by"), "tags", marked(_standing, "order_id", "method"),
          words_of(Method), right="payments.view", rows_by="billing.view"),
)  # fmt: skip
