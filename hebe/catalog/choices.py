"""Kinds of items and who may perform them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.tenancy.words import advisor_word


class Kind(TextChoices):
    """What sort of thing an item is."""

    CONSULT = "consult", pgettext_lazy("kind of item", "Consult")
    TREATMENT = "treatment", pgettext_lazy("kind of item", "Treatment")
    LIFE = "life", pgettext_lazy("kind of item", "Life beauty")


class Technique(TextChoices):
    """What is done to the skin; decides who may perform it (PRC-06, PRC-07)."""

    NONE = "none", _("Not invasive")
    CARE = "care", _("Skin care")
    ENERGY = "energy", _("Energy device")
    NEEDLE = "needle", _("Micro-needling")
    INJECTION = "injection", _("Filler injection")
    TOXIN = "toxin", _("Botulinum toxin")
    THREAD = "thread", _("Thread lift")
    SURGERY = "surgery", _("Surgery")


class RoomType(TextChoices):
    """Kinds of rooms that an item may need."""

    CONSULT = "consult", _("Consulting room")
    INJECTION = "injection", _("Injection room")
    LASER = "laser", _("Laser room")
    CARE = "care", _("Care room")
    THEATRE = "theatre", _("Operating theatre")


class NeedKind(TextChoices):
    """What an item takes time of."""

    PERSON = "person", _("Person")
    ROOM = "room", _("Room")
    DEVICE = "device", _("Device")


class Role(TextChoices):
    """Whom an item takes; all but a carer are posts of the same name."""

    DOCTOR = "doctor", _("Doctor")
    NURSE = "nurse", _("Nurse")
    ADVISOR = "advisor", advisor_word
    CARER = "carer", _("Nurse or advisor")
