"""The stages of a visit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where in the store a customer is, in the usual order."""

    ARRIVED = "arrived", _("Arrival")
    RECEPTION = "reception", _("Reception")
    CONSULT = "consult", _("Consult")
    FACE_CONSULT = "face_consult", _("Face consult")
    CASHIER = "cashier", _("Cashier")
    TREATMENT = "treatment", _("Treatment")
    AFTERCARE = "aftercare", _("After-care")
    LEFT = "left", _("Departure")


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
