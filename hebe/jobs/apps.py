"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Long work with progress."""

    name = "hebe.jobs"
    verbose_name = _("Background jobs")
