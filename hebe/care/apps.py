"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Follow-ups."""

    name = "hebe.care"
    verbose_name = _("Care")
