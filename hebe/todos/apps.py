"""App."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Work items."""

    name = "hebe.todos"
    verbose_name = _("To-dos")

    def ready(self) -> None:
        """Learn every app's kinds of work."""
        autodiscover_modules("todo_kinds")
