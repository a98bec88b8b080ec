"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Tenders."""

    name = "hebe.payments"
    verbose_name = _("Payments")
