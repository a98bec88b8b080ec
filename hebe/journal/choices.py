"""Where a delivery stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What became of one handler's part of one event."""

    WAITING = "waiting", _("On its way")
    DONE = "done", _("Done")
    RESTING = "resting", _("Failed, resting")
    DISMISSED = "dismissed", _("Dismissed")
