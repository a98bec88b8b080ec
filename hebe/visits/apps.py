"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Arrival, stages, timing."""

    name = "hebe.visits"
    verbose_name = _("Visits")
