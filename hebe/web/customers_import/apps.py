"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """The screens of the import."""

    name = "hebe.web.customers_import"
    label = "web_customers_import"
