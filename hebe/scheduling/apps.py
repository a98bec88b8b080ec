"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """The diary."""

    name = "hebe.scheduling"
    verbose_name = _("Appointments")
