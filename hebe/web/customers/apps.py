"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """The screens about customers."""

    name = "hebe.web.customers"
    label = "web_customers"
