"""Why an order may say no."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Forbidden, Refused


class OrderClosed(Refused):
    """A paid or cancelled order keeps its lines."""

    message = _("Order %(number)s is already %(state)s, so it can no longer be changed.")
    advice = _("Open a further order for what is to be added.")


class OrderHasPayments(Refused):
    """Money was received for the order."""

    message = _("Order %(number)s already has payments. Nothing was changed.")
    advice = _("Reverse the payments first, then try again.")


class BelowPaid(Refused):
    """The total would fall under what was already paid."""

    message = _("The order would cost less than was already paid. Nothing was changed.")
    advice = _("Reverse a payment first, then change the order.")


class AboveList(Refused):
    """A price may not be above the published list."""

    message = _("%(name)s is listed at ¥%(list)s; a higher price may not be charged.")
    advice = _("Enter the list price or less, or have the price list changed first.")


class DiscountNotAllowed(Forbidden):
    """Somebody without the right to discounts lowered a price."""

    message = _("You may not give a discount. The price was not changed.")
    advice = _("Ask the store manager to lower the price of this line.")


class NotOnOffer(Refused):
    """The item or product is no longer sold."""

    message = _("%(name)s is no longer on offer. Nothing was added.")
    advice = _("Choose another item, or ask for it to be put back on offer.")


class OrderNotPaid(Refused):
    """Only what was paid may be carried out."""

    message = _("Order %(number)s has not been paid yet.")
    advice = _("Ask the customer to go to the cashier first.")


class LineTreated(Refused):
    """What was carried out stays on its order."""

    message = _("%(name)s was already carried out, so it stays on the order.")
    advice = _("Leave at least as many as were carried out, and take the payment again.")


class LineUsedUp(Refused):
    """All that was bought was already carried out."""

    message = _("%(name)s: everything that was bought has already been carried out.")
    advice = _("Open a further order for another treatment.")


class BundleStaysWhole(Refused):
    """The pieces of a bundle were sold at one price."""

    message = _("%(name)s was sold in the bundle %(bundle)s, so it cannot be changed alone.")
    advice = _("Take the bundle off the order, then add what she wants.")
