"""Where an order stands, and the steps that lead to a price."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """The life of an order."""

    OPEN = "open", _("To pay")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Cancelled")


class PriceStep(TextChoices):
    """One step from the list price to what is charged."""

    LIST = "list", _("List price")
    BUNDLE = "bundle", _("Bundle price")
    DISCOUNT = "discount", _("Approved discount")


DISCOUNT = "discount"  # the kind of work that decides one
LIMITS = {  # per cent off the list, until a group sets its own; other roles give none
    "admin": 100, "gm": 100, "director": 100, "manager": 30, "consultant": 10, "advisor": 10,
    "cashier": 10,
}  # fmt: skip
