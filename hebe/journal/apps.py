"""App."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Audit chain, outbox, timeline."""

    name = "hebe.journal"
    verbose_name = _("Journal")

    def ready(self) -> None:
        autodiscover_modules("events", "publish", "handlers")
