"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """The API."""

    name = "hebe.api"
