"""The stages of a visit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(TextChoices):
    """Where in the store a customer is, in the usual order."""

    ARRIVED = "arrived", pgettext_lazy("stage", "Arrival")
    RECEPTION = "reception", pgettext_lazy("stage", "Reception")
    CONSULT = "consult", pgettext_lazy("stage", "Consult")
    FACE_CONSULT = "face_consult", pgettext_lazy("stage", "Face consult")
    CASHIER = "cashier", pgettext_lazy("stage", "Cashier")
    TREATMENT = "treatment", pgettext_lazy("stage", "Treatment")
    AFTERCARE = "aftercare", pgettext_lazy("stage", "After-care")
    LEFT = "left", pgettext_lazy("stage", "Departure")


class Relation(TextChoices):
    """Who somebody under age is brought by."""

    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    OTHER = "other", _("Another guardian")


class Proof(TextChoices):
    """What was shown to prove a guardian's kinship."""

    HOUSEHOLD = "household", _("Household register")
    BIRTH = "birth", _("Birth certificate")
    RULING = "ruling", _("Paper of a court or authority")


STANDARD_MINUTES = {
    Stage.ARRIVED: 10,
    Stage.RECEPTION: 15,
    Stage.CONSULT: 30,
    Stage.FACE_CONSULT: 30,
    Stage.CASHIER: 10,
    Stage.TREATMENT: 60,
    Stage.AFTERCARE: 20,
    Stage.LEFT: 5,
}
