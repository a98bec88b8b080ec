"""App."""

from typing import Any

from django.apps import AppConfig

from hebe.config.catalogues import merge_alike


class Config(AppConfig):
    """Commands that look after the installation."""

    name = "hebe.config"

    def __init__(self, *args: Any) -> None:
        """Merge the catalogues of words now: the first model of all has words looked up."""
        merge_alike()
        super().__init__(*args)
