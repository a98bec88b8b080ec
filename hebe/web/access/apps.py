"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """Sign-in, log-ins and rights."""

    name = "hebe.web.access"
    label = "web_access"
