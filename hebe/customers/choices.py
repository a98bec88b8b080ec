"""Classes a customer can be in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sex(TextChoices):
    """As on the identity card."""

    FEMALE = "f", _("Female")
    MALE = "m", _("Male")
    UNKNOWN = "", _("Not stated")


class Level(TextChoices):
    """Member levels out of the box."""

    NONE = "", pgettext_lazy("member level", "Regular")
    SILVER = "silver", pgettext_lazy("member level", "Silver")
    GOLD = "gold", pgettext_lazy("member level", "Gold")
    DIAMOND = "diamond", pgettext_lazy("member level", "Diamond")


class Stage(TextChoices):
    """Where in her life cycle a customer is."""

    LEAD = "lead", pgettext_lazy("life-cycle stage", "Lead")
    NEW = "new", pgettext_lazy("life-cycle stage", "New")
    ACTIVE = "active", pgettext_lazy("life-cycle stage", "Active")
    DORMANT = "dormant", pgettext_lazy("life-cycle stage", "Dormant")
    LOST = "lost", pgettext_lazy("life-cycle stage", "Lost")
    WON_BACK = "won_back", pgettext_lazy("life-cycle stage", "Won back")


class ContactKind(TextChoices):
    """How a person can be reached besides her main phone."""

    PHONE = "phone", _("Mobile")
    LANDLINE = "landline", _("Landline")
    WECHAT = "wechat", _("WeChat")
    EMAIL = "email", _("E-mail")


class FactKind(TextChoices):
    """What is brought over from an old system: balances, and what it knew besides."""

    PRINCIPAL = "principal", _("Stored value, principal")
    BONUS = "bonus", _("Stored value, bonus")
    DEPOSIT = "deposit", _("Deposit")
    POINTS = "points", _("Points")
    COURSE = "course", _("Course sessions left")
    DEBT = "debt", _("Debt")
    SPENT = "spent", _("Total spent")
    VISITS = "visits", _("Visits so far")
    REFERRER = "referrer", _("Referrer")


FACTS_IN_FEN = frozenset(
    {FactKind.PRINCIPAL, FactKind.BONUS, FactKind.DEPOSIT, FactKind.DEBT, FactKind.SPENT}
)


class Sensitivity(TextChoices):
    """How much a price decides for her (CUS-04)."""

    UNKNOWN = "", _("Not stated")
    LOW = "low", pgettext_lazy("price sensitivity", "Low")
    MIDDLE = "middle", pgettext_lazy("price sensitivity", "Middle")
    HIGH = "high", pgettext_lazy("price sensitivity", "High")


class OwnKind(TextChoices):
    """What the group's own fields can hold."""

    TEXT = "text", pgettext_lazy("kind of field", "Text")
    CHOICE = "choice", pgettext_lazy("kind of field", "Choice")
    NUMBER = "number", pgettext_lazy("kind of field", "Number")
    DATE = "date", pgettext_lazy("kind of field", "Date")
