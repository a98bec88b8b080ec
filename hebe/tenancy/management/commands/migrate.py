"""`migrate`, then the locks between groups."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from hebe.tenancy.schema import secure


class Command(Migrate):
    """Django's migrate, followed by `secure` on the same database."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        secure(connections[options["database"]])
