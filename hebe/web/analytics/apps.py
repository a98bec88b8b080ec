"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """The numbers on screen."""

    name = "hebe.web.analytics"
    label = "web_analytics"
