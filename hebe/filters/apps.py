"""App."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """One language for narrowing every list."""

    name = "hebe.filters"
    verbose_name = _("Filters")

    def ready(self) -> None:
        """Let every app say what its rows can be filtered by."""
        autodiscover_modules("filters")
