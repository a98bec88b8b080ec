"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Records, plans, treatments."""

    name = "hebe.clinical"
    verbose_name = _("Medical records")
