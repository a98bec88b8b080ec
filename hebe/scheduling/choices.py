"""The states an appointment can be in, and what can be claimed."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    """Where an appointment stands."""

    BOOKED = "booked", _("Booked")
    CONFIRMED = "confirmed", pgettext_lazy("appointment", "Confirmed")
    ARRIVED = "arrived", _("Arrived")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", pgettext_lazy("appointment", "Done")
    CANCELLED = "cancelled", _("Cancelled")
    NO_SHOW = "no_show", _("No-show")


TO_COME = (Status.BOOKED, Status.CONFIRMED)
MOVED, OFF_DUTY = "moved", "off_duty"  # what a change may be besides a status
HOLDS_THE_SLOT = (*TO_COME, Status.ARRIVED, Status.IN_PROGRESS, Status.DONE)


class ResourceKind(TextChoices):
    """Things besides people that an appointment needs."""

    ROOM = "room", _("Room")
    DEVICE = "device", _("Device")


class ClaimKind(IntegerChoices):
    """What a claim keeps busy; part of the claim's key, so never renumber."""

    MEMBER = 1, _("Staff member")
    RESOURCE = 2, _("Room or device")
    CUSTOMER = 3, _("Customer")


class Source(TextChoices):
    """How a booking came in."""

    FRONT_DESK = "frontdesk", _("Front desk")
    PHONE = "phone", pgettext_lazy("booking", "Phone")
    WECHAT = "wechat", _("WeChat")
    WEBSITE = "website", _("Website")
    PLATFORM = "platform", _("Platform")
