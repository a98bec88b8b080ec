"""Why a person may not be rostered or do an item."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused, Text


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


class NotQualified(Refused):
    """The person may not do this item: a red line, or another skill list."""

    message = _("This item is not on the person's skill list. Nothing was changed.")
    advice: Text = _("Choose somebody who is skilled in it, or add the skill first.")

    def __init__(
        self,
        message: Text | None = None,
        *,
        advice: Text = "",
        rule_id: str = "",
        source: str = "",
    ) -> None:
        super().__init__(message)
        if advice:
            self.advice = advice
        self.rule_id = rule_id
        self.source = source
