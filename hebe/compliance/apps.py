"""App."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """The rule registry."""

    name = "hebe.compliance"
    verbose_name = _("Red lines")

    def ready(self) -> None:
        autodiscover_modules("facts")
