"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Stored files."""

    name = "hebe.files"
    verbose_name = _("Files")
