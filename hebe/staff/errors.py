"""Why a person may not be rostered or do an item."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused


class ShiftOverlaps(Refused):
    """The person is rostered at that time already."""

    message = _("%(name)s already has a shift at this time on %(day)s. Nothing was changed.")
    advice = _("Remove the other shift first, or choose another time.")


class NotWorkingThere(Refused):
    """The person does not work at that store, or not on that day."""

    message = _("%(name)s does not work at this store on %(day)s. Nothing was changed.")
    advice = _("Choose somebody of the store, or add the store to this person.")


class UserTaken(Refused):
    """The log-in belongs to somebody else at work."""

    message = _("This log-in belongs to another staff member. Nothing was changed.")
    advice = _("Choose another log-in, or take it from the other person first.")
    field = "user_id"


class NotSkilled(Refused):
    """Others are listed as skilled in this item, this person is not."""

    message = _("This item is not on the person's skill list. Nothing was changed.")
    advice = _("Choose somebody who is skilled in it, or add the skill first.")
