"""`hebe manage openapi`: write the schema that is committed and compared."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from hebe.api.main import api

SNAPSHOT = Path(__file__).parents[2] / "openapi.json"


class Command(BaseCommand):
    """Renew the committed OpenAPI schema."""

    help = "Write hebe/api/openapi.json anew."

    def handle(self, *_args: object, **_options: object) -> None:
        schema = json.dumps(
            api.get_openapi_schema(), default=str, ensure_ascii=False, indent=1, sort_keys=True
        )
        SNAPSHOT.write_text(schema + "\n", encoding="utf-8")
        self.stdout.write(str(SNAPSHOT))
