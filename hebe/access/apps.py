"""App."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Users, roles, permissions, scope."""

    name = "hebe.access"
    verbose_name = _("Users and rights")

    def ready(self) -> None:
        autodiscover_modules("permissions")
