"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """Records and treatments on screen."""

    name = "hebe.web.clinical"
    label = "web_clinical"
