"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """The import wizard."""

    name = "hebe.web.customers_import"
    label = "web_customers_import"
