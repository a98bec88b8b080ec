"""Why a record or a treatment is refused."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused


class NotAClinician(Refused):
    """The log-in is nobody who may do this in person."""

    message = _("Only a person on the staff list can do this under her own name.")
    advice = _("Sign in with your own log-in; administrators have no medical identity.")
    status = 403


class RecordSigned(Refused):
    """What is signed stays."""

    message = _("This record is signed and cannot be changed.")
    advice = _("Add an amendment with a reason: it becomes a new version, the old one stays.")


class RecordIncomplete(Refused):
    """Required parts are empty."""

    message = _("The record is not complete: %(parts)s. It was not signed.")
    advice = _("Fill in these parts, then sign again.")


class NotYetSigned(Refused):
    """Only signed records are amended."""

    message = _("This record is not signed yet, so there is nothing to amend.")
    advice = _("Change the draft instead, then sign it.")


class ReasonMissing(Refused):
    """An amendment says why."""

    message = _("An amendment needs its reason. Nothing was changed.")
    advice = _("Say why the record is amended, then sign again.")


class NothingAmended(Refused):
    """A version that says the same is no amendment; a second press adds none."""

    message = _("This says what the signed version says already. No version was added.")
    advice = _("Change what is to be amended, then sign again.")


class NotYourRecord(Refused):
    """The first doctor is responsible."""

    message = _("This record belongs to another doctor. Nothing was changed.")
    advice = _("Ask her to amend it; your own findings go into your own record.")
    status = 403


class RecordNotSigned(Refused):
    """No treatment without a signed record."""

    message = _(
        "The doctor has not signed a record for this visit. The treatment did not start."
    )
    advice = _("Let the doctor sign the record first.")


class NotPlanned(Refused):
    """The signed record does not cover the item."""

    message = _("The signed plan does not contain this item. The treatment did not start.")
    advice = _("Let the doctor amend the record, then start again.")


class WrongCustomer(Refused):
    """The order line is somebody else's."""

    message = _("This order is not this customer's. The treatment did not start.")
    advice = _("Choose something that she has paid for.")


class StillTreating(Refused):
    """One thing at a time for one order line."""

    message = _("This item is under treatment already. Nothing was started.")
    advice = _("Finish the treatment that is running, then start the next session.")


class PlaceTaken(Refused):
    """Another treatment is running in the room, or with the device."""

    message = _("%(place)s was taken a moment ago. The treatment did not start.")
    detailed = _(
        "%(place)s is in use: %(performer)s began %(item)s there at %(time)s."
        " The treatment did not start."
    )
    advice = _("Choose another room or device, or finish that treatment first.")


class TreatmentOver(Refused):
    """It is finished."""

    message = _("This treatment is already finished. Nothing was changed.")
    advice = _("What else there is to say belongs in the record.")


class LotExpired(Refused):
    """Never use what has expired."""

    message = _("%(product)s lot %(lot)s expired on %(day)s. Nothing was recorded.")
    advice = _("Take another lot; put this one aside for disposal.")


class WorkOpen(Refused):
    """Something is still going on."""

    message = _("A treatment is still running. She cannot leave yet.")
    advice = _("Finish the treatment first.")
