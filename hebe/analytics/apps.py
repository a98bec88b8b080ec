"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Numbers."""

    name = "hebe.analytics"
    verbose_name = _("Numbers")
