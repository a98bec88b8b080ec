"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Visit, bill and payment together."""

    name = "hebe.checkout"
    verbose_name = _("Checkout")
