"""App."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Config(AppConfig):
    """Staff screens."""

    name = "hebe.web"

    def ready(self) -> None:
        autodiscover_modules("surface")
