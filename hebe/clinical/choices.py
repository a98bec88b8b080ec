"""Where a record and a treatment stand."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RecordState(TextChoices):
    """The life of a record."""

    DRAFT = "draft", _("Draft")
    SIGNED = "signed", _("Signed")


class TreatmentState(TextChoices):
    """The life of a treatment."""

    RUNNING = "running", _("Under treatment")
    DONE = "done", _("Done")
