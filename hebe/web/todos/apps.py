"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """Today's work, and the screens about to-dos and follow-ups."""

    name = "hebe.web.todos"
    label = "web_todos"
