"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Work items."""

    name = "hebe.todos"
    verbose_name = _("To-dos")
