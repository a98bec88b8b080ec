"""App."""

from django.apps import AppConfig


class Config(AppConfig):
    """The till, orders and receipts."""

    name = "hebe.web.billing"
    label = "web_billing"
