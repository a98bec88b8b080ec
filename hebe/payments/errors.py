"""Why money may not be taken."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused


class AlreadyPaid(Refused):
    """Nothing is due any more: perhaps a colleague was quicker."""

    message = _("Order %(number)s is already paid. No further money was recorded.")
    advice = _("If money was taken twice, give it back at once.")


class OrderCalledOff(Refused):
    """Nobody pays for a cancelled order."""

    message = _("Order %(number)s is cancelled, so nothing can be paid for it.")
    advice = _("Open a new order.")


class NothingToPay(Refused):
    """An order without lines has no price."""

    message = _("Order %(number)s has no lines yet.")
    advice = _("Add what the customer buys first.")


class Overpaid(Refused):
    """More would be recorded than is due."""

    message = _("This is ¥%(excess)s more than the ¥%(due)s still due. Nothing was recorded.")
    advice = _("Correct the amounts; change for cash is not recorded.")


class ReferenceMissing(Refused):
    """Cards and payment apps give a reference, and it must be kept."""

    message = _("%(method)s needs the reference of the payment. Nothing was recorded.")
    advice = _("Enter the reference that the terminal or the app shows.")


class ReferenceUsed(Refused):
    """One outside payment pays once."""

    message = _("This reference was already used for another payment. Nothing was recorded.")
    advice = _("Compare the number with the terminal or the app and enter it again.")


class AlreadyReversed(Refused):
    """A payment is taken back once."""

    message = _("This payment has already been reversed.")
    advice = _("Open the order again to see how it stands.")


class TooLateToReverse(Refused):
    """Mistakes are reversed on the same day; later it is a refund."""

    message = _("This payment is from %(day)s; only today's can be reversed.")
    advice = _("Say on her file what was wrong; what a day took stays as it was.")
