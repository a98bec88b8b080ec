"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """People at work, skills, licences, rosters."""

    name = "hebe.staff"
    verbose_name = _("Staff")
