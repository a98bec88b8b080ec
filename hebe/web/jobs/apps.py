"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """The screens about long work."""

    name = "hebe.web.jobs"
    label = "web_jobs"
