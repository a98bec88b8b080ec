"""What every refusal in the house derives from."""

import re
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Refused(Exception):
    """The rules say no: what happened, what is safe, what to do next.

    Subclasses set `message` (fit for the person who asked) and may set `advice`, and `field`
    when one that was entered is in the way.
    `code` is stable and is what the API answers; it follows from the class name.
    """

    message: Text = _("This cannot be done now. Nothing was changed.")
    advice: Text = ""
    field = ""
    status = 409

    def __init__(self, message: Text | None = None, **details: Any) -> None:
        if message is not None:
            self.message = message
        self.details = details
        super().__init__(message or "")

    @property
    def code(self) -> str:
        """Return the stable name of this refusal, such as `slot_taken`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(self).__name__).lower()

    def __str__(self) -> str:
        text = str(self.message)
        return text % self.details if self.details and "%(" in text else text


class Forbidden(Refused):
    """The actor may not do this."""

    message = _("You do not have the right to do this.")
    advice = _("Ask your administrator for the permission if your work needs it.")
    status = 403

    def __init__(self, permission: str = "", message: Text | None = None) -> None:
        super().__init__(message)
        self.permission = permission


class NotFound(Refused):
    """There is no such row for this actor."""

    message = _("This was not found. It may belong to another store, or the link is old.")
    status = 404


class Invalid(Refused):
    """What was entered does not fit; `field` says where."""

    message = _("Please check what you entered.")
    status = 422

    def __init__(self, field: str, message: Text | None = None, **details: Any) -> None:
        super().__init__(message, **details)
        self.field = field
