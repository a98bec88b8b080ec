"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """People at work, skills, licences, rosters."""

    name = "hebe.staff"
    verbose_name = _("Staff")

    def ready(self) -> None:
        """Tell access, which stands below, whose supervisor somebody is."""
        from hebe.access.team import register  # noqa: PLC0415
        from hebe.staff.queries import team_of  # noqa: PLC0415

        register(team_of)
