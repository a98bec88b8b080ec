"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Items, products, prices."""

    name = "hebe.catalog"
    verbose_name = _("Catalogue")
