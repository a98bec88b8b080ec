"""Kinds of licensed places and their departments."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Institution(TextChoices):
    """What the health authority licensed the store as; decides the surgical level."""

    CLINIC = "clinic", _("Clinic")
    OUTPATIENT = "outpatient_no_anes", _("Outpatient department without anaesthesia")
    OUTPATIENT_ANAESTHESIA = "outpatient_with_anes", _("Outpatient department with anaesthesia")
    AESTHETIC_HOSPITAL = "aesthetic_hospital", _("Aesthetic hospital")
    PLASTIC_HOSPITAL = "l3_plastic_hospital", _("Level-3 plastic surgery hospital")


class Department(TextChoices):
    """The four second-level departments of medical aesthetics, and life beauty."""

    SURGERY = "surgery", _("Aesthetic surgery")
    DERMATOLOGY = "dermatology", _("Aesthetic dermatology")
    DENTAL = "dental", _("Aesthetic dentistry")
    TCM = "tcm", _("Aesthetic Chinese medicine")
    LIFE = "life", _("Life beauty (not medical)")
