"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Groups and their stores."""

    name = "hebe.tenancy"
    verbose_name = _("Groups and stores")
