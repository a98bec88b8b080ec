"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """Commands that look after the installation."""

    name = "hebe.config"
