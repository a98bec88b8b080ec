"""Built-in roles, and how far a right reaches."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BuiltinRole(TextChoices):
    """The roles every group starts with; each can be edited or replaced."""

    ADMIN = "admin", _("System administrator")
    GENERAL_MANAGER = "gm", _("General manager")
    DIRECTOR = "director", _("Hospital director")
    MANAGER = "manager", _("Store manager")
    SUPERVISOR = "supervisor", _("Supervisor")
    FRONT_DESK = "frontdesk", _("Front desk")
    CALL_CENTRE = "callcenter", _("Customer service")
    CONSULTANT = "consultant", _("Consultant")
    ADVISOR = "advisor", _("Experience advisor")
    DOCTOR = "doctor", _("Doctor")
    NURSE = "nurse", _("Nurse")
    CASHIER = "cashier", _("Cashier")
    WAREHOUSE = "warehouse", _("Warehouse keeper")
    MARKETING = "marketing", _("Marketing")
    ECOMMERCE = "ecommerce", _("E-commerce")
    OPERATIONS = "operations", _("Operations")
    QUALITY = "quality", _("HQ expert team")
    HR = "hr", _("Human resources")
    FINANCE = "finance", _("Finance")


class Reach(TextChoices):
    """Whose rows a role shows: one's own, her team's too, or everybody's of the store(s)."""

    OWN = "own", _("Own rows")
    TEAM = "team", _("Own rows and the team's")
    ALL = "all", _("Everybody's rows")


class Via(TextChoices):
    """How an act came in."""

    WEB = "web", _("Screen")
    API = "api", _("API")
    JOB = "job", _("Background job")
    CLI = "cli", _("Command line")
