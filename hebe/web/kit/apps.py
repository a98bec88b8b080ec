"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """The gallery of the parts every screen is built from."""

    name = "hebe.web.kit"
    label = "web_kit"
