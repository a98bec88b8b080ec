"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """The person served."""

    name = "hebe.customers"
    verbose_name = _("Customers")
