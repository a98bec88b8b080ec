"""Why a delivery is left as it is."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Invalid, Refused


class NotResting(Refused):
    """The delivery was done, or somebody has already taken it up or dismissed it."""

    message = _("This reaction does not rest any more. Nothing was changed.")
    advice = _("Reload the list: it was done, tried again or dismissed meanwhile.")


class ReasonMissing(Invalid):
    """Nobody can learn later why something never happened."""

    message = _("Say why this need not happen any more.")

    def __init__(self) -> None:
        super().__init__("reason")


class HandlerGone(Exception):
    """The code that was to react to an event is not there any more."""
