"""Where a to-do stands, whom late work is told to, and what was decided."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """The life of a to-do."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class Told(TextChoices):
    """Whom late work is told to."""

    SUPERVISOR = "supervisor", _("Who gave it out")
    POST = "post", _("Everybody of a post at the store")
    RIGHT = "right", _("Who may decide or take it up")


class Outcome(TextChoices):
    """What was decided about a request."""

    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
