"""Why a visit may not begin or go on."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused


class AlreadyHere(Refused):
    """She has not left yet."""

    message = _("This customer is already in the store. Nothing was registered.")
    advice = _("Open her visit on the board; close it first if she left.")


class MovedMeanwhile(Refused):
    """Somebody else moved her."""

    message = _("Somebody else moved this customer meanwhile. Nothing was changed.")
    advice = _("The board shows where she is now.")


class AlreadyLeft(Refused):
    """The visit is over."""

    message = _("This visit is over. Nothing was changed.")
    advice = _("If she has come again, register her arrival.")


class SameStage(Refused):
    """She is there already, with the same people."""

    message = _("She is already in this stage with the same person. Nothing was changed.")
    advice = _("Choose another stage, person or room.")


class NotToday(Refused):
    """The appointment is of another day or store."""

    message = _("This appointment is for another day or store. Nothing was registered.")
    advice = _("Move the appointment to today first, or register her without it.")


class NotOfToday(Refused):
    """Only what happened today is taken back."""

    message = _("This visit was on another day. Nothing was changed.")
    advice = _("Write down what was wrong as a note on her file.")


class StandsOn(Refused):
    """Something was done in the visit."""

    message = _("Something was already done in this visit, so it cannot be taken back.")
    advice = _("Cancel the order or finish the visit; then say in a note what was wrong.")


class AtTheStart(Refused):
    """She has been handed over to nobody yet."""

    message = _("She has not been handed over yet. Nothing was changed.")
    advice = _("If somebody else had come, take the arrival back.")


class NotLeft(Refused):
    """She is still here."""

    message = _("This customer is still in the store. Nothing was changed.")
    advice = _("The board shows where she is now.")
