"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """Screens of people at work."""

    name = "hebe.web.staff"
    label = "web_staff"
