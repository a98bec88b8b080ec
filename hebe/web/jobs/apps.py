"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """Background jobs on screen."""

    name = "hebe.web.jobs"
    label = "web_jobs"
