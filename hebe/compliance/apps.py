"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """The rule registry."""

    name = "hebe.compliance"
    verbose_name = _("Red lines")
