"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """Staff screens."""

    name = "hebe.web"
