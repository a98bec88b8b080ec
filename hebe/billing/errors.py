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
    """The price is lower than her role may go."""

    message = _(
        "You may take at most %(percent)s %% off the list price. The price was not changed."
    )
    advice = _("Ask for approval of this price, or enter a higher one.")

    def __init__(self, percent: int) -> None:
        super().__init__("billing.discount")
        self.details = {"percent": percent}


class AlreadyAsked(Refused):
    """One request at a time for a line."""

    message = _("%(name)s already waits for the decision on a discount.")
    advice = _("Withdraw that request first, then ask anew.")


class WithinLimit(Refused):
    """She may give it herself."""

    message = _("You may give this discount yourself; nobody needs to be asked.")
    advice = _("Enter the price of the line.")


class DiscountPending(Refused):
    """The price is not settled."""

    message = _("Order %(number)s waits for the decision on a discount.")
    advice = _("Wait for the decision, or withdraw the request and charge the present price.")


class ChangedSince(Refused):
    """What was asked no longer fits the order."""

    message = _("The order has changed since this was asked. Nothing was changed.")
    advice = _("Reject it with a word; it can be asked anew with the new price.")


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
