"""Why a door stays shut."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Forbidden, Refused


class NotYourStore(Forbidden):
    """The actor's rights do not reach this store."""

    message = _("You cannot act for this store. Nothing was changed.")
    advice = _("Switch to one of your own stores, or ask for rights there.")


class AlreadySubmitted(Refused):
    """The same form or request arrived before."""

    message = _("This was already submitted. It was saved once; nothing was repeated.")


class WrongCode(Refused):
    """The one-time code does not fit."""

    message = _("The code is wrong or too old. Enter the newest code from your authenticator.")


class WrongPassword(Refused):
    """The current password does not fit."""

    message = _("The current password is wrong. Nothing was changed.")


class Outranked(Forbidden):
    """The other person may do more about log-ins and rights than the actor."""

    message = _("This person manages log-ins or rights that you may not. Nothing was changed.")
    advice = _("Ask somebody who may edit roles.")


class LastKey(Refused):
    """The actor would lock herself out of the log-ins."""

    message = _("You cannot take the right to manage log-ins from yourself.")
    advice = _("Let another administrator do it.")
