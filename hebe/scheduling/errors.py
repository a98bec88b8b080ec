"""Why the diary may say no."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused, Text


class SlotTaken(Refused):
    """Somebody was first."""

    message = _("%(who)s is already taken at this time. Nothing was booked.")
    advice = _("Choose another time, or another person, room or device.")

    def __init__(self, who: str = "", free: list[str] | None = None) -> None:
        super().__init__(None, who=who or str(_("This time")))
        if free:
            self.advice: Text = str(_("Free: %s")) % ", ".join(free)


class CustomerBusy(Refused):
    """She has another appointment then."""

    message = _("The customer already has an appointment at this time. Nothing was booked.")
    advice = _("Choose another time, or move the other appointment first.")


class NothingFree(Refused):
    """No room or device of the needed type is left."""

    message = _("No %(what)s is free at this time. Nothing was booked.")
    advice = _("Choose another time.")


class NotOnShift(Refused):
    """The person is not rostered then."""

    message = _("%(who)s is not on duty at this time. Nothing was booked.")
    advice = _("Look at the roster, or choose another person or time.")


class StoreClosed(Refused):
    """Outside opening hours."""

    message = _("The store is open from %(opens)s to %(closes)s. Nothing was booked.")


class InThePast(Refused):
    """Too late."""

    message = _("This time has already passed. Nothing was booked.")


class AlreadyClosed(Refused):
    """The appointment is over, cancelled or moved on."""

    message = _("This appointment is no longer open. Nothing was changed.")
    advice = _("Reload the calendar to see how it stands.")


class DoctorMissing(Refused):
    """The item needs a doctor."""

    message = _("This item needs a doctor. Choose one.")


class WrongResource(Refused):
    """The room or device does not fit the item or the store."""

    message = _("This room or device does not fit the item or the store.")
