"""Posts, and what a certificate allows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hebe.tenancy.words import advisor_word


class Post(TextChoices):
    """What a person is employed as."""

    FRONT_DESK = "frontdesk", _("Front desk")
    CALL_CENTRE = "callcenter", _("Customer service")
    ADVISOR = "advisor", advisor_word
    DOCTOR = "doctor", _("Doctor")
    NURSE = "nurse", _("Nurse")
    CASHIER = "cashier", _("Cashier")
    WAREHOUSE = "warehouse", _("Warehouse keeper")
    MARKETING = "marketing", _("Marketing")
    QUALITY = "quality", _("Quality expert")
    HR = "hr", _("Human resources")
    FINANCE = "finance", _("Finance")
    MANAGER = "manager", _("Manager")


class Licence(TextChoices):
    """What a person is registered as with the health authority."""

    LEAD_DOCTOR = "lead_doctor", _("Lead doctor (filed)")
    PHYSICIAN = "physician", _("Physician")
    NURSE = "nurse", _("Registered nurse")


CLINICIANS = (Post.DOCTOR, Post.NURSE)
