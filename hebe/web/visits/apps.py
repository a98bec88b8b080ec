"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """The visit board and visits on screen."""

    name = "hebe.web.visits"
    label = "web_visits"
