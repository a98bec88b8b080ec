"""Why a visit may not be billed."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused


class NoSignedPlan(Refused):
    """There is nothing that a doctor has signed."""

    message = _("No signed record of this visit holds a plan. Nothing was billed.")
    advice = _("Ask the doctor to sign the record, or add the items by hand.")


class VisitHasOpenOrder(Refused):
    """One unpaid bill per visit is enough (INV-05: no splitting of one service)."""

    message = _("Order %(number)s of this visit is still to pay. Nothing was billed.")
    advice = _("Add the items to that order.")


class VisitOver(Refused):
    """Who has left is not billed any more."""

    message = _("This visit is over. Nothing was billed.")
    advice = _("Open an order without a visit instead.")


class StillToPay(Refused):
    """Nobody leaves with an open bill."""

    message = _("Order %(number)s of this visit is still to pay. She cannot leave yet.")
    advice = _("Take the payment, or cancel the order.")
