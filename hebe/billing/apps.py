"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Orders and prices."""

    name = "hebe.billing"
    verbose_name = _("Orders")
