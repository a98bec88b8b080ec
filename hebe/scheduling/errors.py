"""Why the diary may say no."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from hebe.kernel.errors import Refused


class Unfit(Refused):
    """The time does not fit; `times` are the nearest ones that would."""

    times: Sequence[datetime] = ()

    def offering(self, times: Sequence[datetime], zone: str) -> "Unfit":
        """Keep the times that would fit, and say them in the advice."""
        self.times = times
        if times:
            clocks = [f"{moment.astimezone(ZoneInfo(zone)):%H:%M}" for moment in times]
            self.advice = str(_("Free nearby: %s.")) % ", ".join(clocks)
        return self


class SlotTaken(Unfit):
    """Somebody was first."""

    message = _("%(who)s is already taken at this time. Nothing was changed.")
    advice = _("Choose another time, or another person, room or device.")

    def __init__(self, who: str = "") -> None:
        super().__init__(None, who=who or str(_("This time")))


class CustomerBusy(Unfit):
    """She has another appointment then."""

    message = _("The customer already has an appointment at this time. Nothing was changed.")
    advice = _("Choose another time, or move the other appointment first.")


class NothingFree(Unfit):
    """No room or device of the needed type is left."""

    message = _("No %(what)s is free at this time. Nothing was changed.")
    advice = _("Choose another time.")


class NotOnShift(Unfit):
    """The person is not rostered then."""

    message = _("%(who)s is not on duty at this time. Nothing was changed.")
    advice = _("Look at the roster, or choose another person or time.")
    is_waivable = False

    def waivable(self, *, by_this_person: bool) -> "NotOnShift":
        """Keep whether the person who asked may book it all the same, saying why."""
        self.is_waivable = by_this_person
        if by_this_person:
            self.advice = _("Choose another person or time, or say why she works then anyway.")
        return self


class StoreClosed(Unfit):
    """Outside opening hours."""

    message = _("The store is open from %(opens)s to %(closes)s. Nothing was changed.")
    advice = _("Choose a time within opening hours.")


class OutOfBusiness(Refused):
    """The store takes nobody any more."""

    message = _("%(name)s is no longer in business. Nothing was booked.")
    advice = _("Choose another store, or have this one put back in business.")


class InThePast(Refused):
    """Too late."""

    message = _("This time has already passed. Nothing was changed.")
    advice = _("Choose a time that is still to come.")


class AlreadyClosed(Refused):
    """The appointment is over, cancelled or moved on."""

    message = _("This appointment is no longer open. Nothing was changed.")
    advice = _("Reload the calendar to see how it stands.")


class MovedMeanwhile(Refused):
    """Somebody moved it since this was opened."""

    message = _("Somebody has moved this appointment meanwhile. Nothing was changed.")
    advice = _("Reload the calendar to see how it stands.")


class TooLate(Refused):
    """Only what happened today is taken back."""

    message = _("This was on another day. Nothing was changed.")
    advice = _("Book her a new appointment.")


class TooEarly(Refused):
    """It has not even begun."""

    message = _("This appointment has not begun yet, so nobody stayed away.")
    advice = _("Cancel it if the customer will not come.")


class DoctorMissing(Refused):
    """The item needs a doctor."""

    message = _("This item needs a doctor. Nothing was changed.")
    advice = _("Choose a doctor who may do it.")


class NotNamed(Refused):
    """The item leaves the choice to a person."""

    message = _("%(what)s: nobody and nothing is chosen yet. Nothing was changed.")
    advice = _("Choose who or what it is to be.")


class ItemChanged(Refused):
    """What the item takes was changed since the form was opened."""

    message = _("What this item takes was changed meanwhile. Nothing was booked.")
    advice = _("Choose the item again to see what it takes now.")


class BookingsTouched(Refused):
    """Bookings rest on what is about to change; whoever knows may go on.

    `rows` are the bookings; who may not see the diary is told their number only.
    """

    advice = _(
        "Saving again goes on all the same: they stay, marked until somebody moves them."
    )

    def __init__(self, rows: Sequence[Any]) -> None:
        message = ngettext_lazy(
            "%(n)s booking rests on this. Nothing was saved yet, what you entered is kept.",
            "%(n)s bookings rest on this. Nothing was saved yet, what you entered is kept.",
            "n",
        )
        super().__init__(message % {"n": len(rows)})
        self.rows, self.touched = list(rows), len(rows)


class NotOnOffer(Refused):
    """The item is no longer done."""

    message = _("%(name)s is no longer on offer. Nothing was booked.")
    advice = _("Choose another item, or ask for it to be put back on offer.")


class WrongResource(Refused):
    """The room or device does not fit the item or the store."""

    message = _("This room or device does not fit the item or the store.")
    advice = _("Choose another one, or let a free one be found.")
