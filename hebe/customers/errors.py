"""Why something about a customer is refused."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused


class PhoneTaken(Refused):
    """The number belongs to a customer already; `details` say (masked) whose."""

    message = _(
        "This mobile belongs to %(name)s (%(phone)s, member number %(member_no)s) already."
        " Nothing was saved."
    )
    field = "phone"
    advice = _("Open her instead, or enter another number.")


class ContactTaken(Refused):
    """She has this contact already."""

    message = _("This contact is already on her file.")
    advice = _("Enter another one, or leave it as it is.")
    field = "value"


class TagTaken(Refused):
    """There is such a tag."""

    message = _("There is a tag of this name already.")
    advice = _("Use that one, or choose another name.")
    field = "name"


class ChannelTaken(Refused):
    """There is such a channel."""

    message = _("There is a channel of this name already.")
    advice = _("Use that one, or choose another name.")
    field = "name"


class NumberDoesNotFit(Refused):
    """The number shown is not hers."""

    message = _("This number does not belong to this customer.")
    advice = _("Ask her for the full mobile, member or record number and search again.")


class TooManyReceived(Refused):
    """The actor has opened as many colleagues' customers as a day at the desk can bring."""

    message = _("You have opened %(most)s colleagues' customers today. Nothing was changed.")
    advice = _("Ask your manager: somebody whose rights reach this customer can go on.")
    status = 429


class TooManyNamed(Refused):
    """The actor was told the names of as many colleagues' customers as a day can bring."""

    message = _("You have looked up %(most)s colleagues' customers by their numbers today.")
    advice = _("Ask your manager: somebody whose rights reach this customer can go on.")
    status = 429


class RecordNumberTaken(Refused):
    """Somebody has this record number."""

    message = _("This record number is used already. Nothing was saved.")
    advice = _("Enter another number, or leave it empty to get the next one.")
    field = "record_no"


class OwnFieldTaken(Refused):
    """There is such a field."""

    message = _("There is a field of this name already.")
    advice = _("Use that one, or choose another name.")
    field = "name"
