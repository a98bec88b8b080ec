"""App."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    """Arrival, stages, timing."""

    name = "hebe.visits"
    verbose_name = _("Visits")

    def ready(self) -> None:
        """Tell customers, which stand below, who is in a store."""
        from hebe.customers.guests import register  # noqa: PLC0415
        from hebe.visits.queries import here_now  # noqa: PLC0415

        register(here_now)
