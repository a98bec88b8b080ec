"""Where a to-do stands, and what it is about."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """The life of a to-do."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class Kind(TextChoices):
    """What sort of work it is."""

    TASK = "task", _("Task")
    CALL = "call", _("Call")
    FOLLOW_UP = "follow_up", _("Follow-up")
    CLOSE = "close", _("Close an open visit or booking")
