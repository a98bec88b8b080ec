"""Classes a customer can be in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """As on the identity card."""

    FEMALE = "f", _("Female")
    MALE = "m", _("Male")
    UNKNOWN = "", _("Not stated")


class Level(TextChoices):
    """Member levels out of the box."""

    NONE = "", _("Regular")
    SILVER = "silver", _("Silver")
    GOLD = "gold", _("Gold")
    DIAMOND = "diamond", _("Diamond")


class Stage(TextChoices):
    """Where in her life cycle a customer is."""

    LEAD = "lead", _("Lead")
    NEW = "new", _("New")
    ACTIVE = "active", _("Active")
    DORMANT = "dormant", _("Dormant")
    LOST = "lost", _("Lost")
    WON_BACK = "won_back", _("Won back")


class ContactKind(TextChoices):
    """How a person can be reached besides her main phone."""

    PHONE = "phone", _("Mobile")
    LANDLINE = "landline", _("Landline")
    WECHAT = "wechat", _("WeChat")
    EMAIL = "email", _("E-mail")


class FactKind(TextChoices):
    """Opening facts brought over from an old system."""

    PRINCIPAL = "principal", _("Stored value, principal")
    BONUS = "bonus", _("Stored value, bonus")
    POINTS = "points", _("Points")
    COURSE = "course", _("Course sessions left")
    DEBT = "debt", _("Debt")
    SPENT = "spent", _("Total spent")
