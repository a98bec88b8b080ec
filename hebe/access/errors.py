"""Why a door stays shut."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Forbidden, Refused


class NotYourStore(Forbidden):
    """The actor's rights do not reach this store."""

    message = _("You cannot act for this store. Nothing was changed.")
    advice = _("Switch to one of your own stores, or ask for rights there.")


class NotWholeGroup(Forbidden):
    """The act changes what all stores share, and the right holds at some of them only."""

    message = _("This counts for every store, and your right does not. Nothing was changed.")
    advice = _("Ask somebody whose role is given for the whole group.")


class IdempotencyKeyReused(Refused):
    """The mark of one submission came again with other contents."""

    message = _("This was already submitted with other contents. The first one counts.")
    advice = _("Reload the page and enter it again if you meant something else.")


class WrongCode(Refused):
    """The one-time code does not fit."""

    message = _("The code is wrong or too old. Enter the newest code from your authenticator.")


class WrongPassword(Refused):
    """The current password does not fit."""

    message = _("The current password is wrong. Nothing was changed.")
    field = "current"


class TooManyGuesses(Refused):
    """Too many passwords, codes or numbers were wrong; trying rests for a while."""

    message = _("Too many of your tries were wrong. Nothing was changed.")
    advice = _("Wait a quarter of an hour, then try again.")
    status = 429


class NoSecondFactor(Refused):
    """There is none to reset."""

    message = _("This log-in has no second factor. Nothing was changed.")
    advice = _("If she cannot sign in, set her a new password.")


class SecondFactorOn(Refused):
    """The second factor is in use already."""

    message = _("The second factor is already on. Nothing was changed.")
    advice = _("Switch it off first if you have a new phone.")


class LoginTaken(Refused):
    """Somebody has this log-in name."""

    message = _("This log-in name is taken. Choose another one.")


class OwnLogin(Refused):
    """Nobody closes her own log-in."""

    message = _("You cannot close your own log-in.")
    advice = _("Let another administrator do it.")


class OwnPassword(Refused):
    """Nobody sets her own password without the present one."""

    message = _("Here you set other people's passwords. Nothing was changed.")
    advice = _("Change your own under “Password and security”; it asks for the present one.")


class Outranked(Forbidden):
    """The other person may do more than the actor."""

    message = _("This person manages log-ins or rights that you may not. Nothing was changed.")
    advice = _("Ask an administrator who may edit roles.")


class KeyTooWide(Forbidden):
    """A key would open more than its maker may do."""

    message = _("This log-in may do more than you, so you cannot make a key for it.")
    advice = _("Ask an administrator, or make the key at the server's command line.")


class LastKey(Refused):
    """The actor would lock herself out of the log-ins."""

    message = _("You cannot take the right to manage log-ins from yourself.")
    advice = _("Let another administrator do it.")
