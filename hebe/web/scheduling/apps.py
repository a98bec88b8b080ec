"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """The appointment calendar on screen."""

    name = "hebe.web.scheduling"
    label = "web_scheduling"
