"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """Screens of the catalogue and the red lines."""

    name = "hebe.web.catalog"
    label = "web_catalog"
