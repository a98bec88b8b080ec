"""`hebe manage openapi`: write the schema that is committed and compared."""

from django.core.management.base import BaseCommand

from hebe.api.contract import FOLDER, texts


class Command(BaseCommand):
    """Renew the committed OpenAPI schema."""

    help = "Write hebe/api/openapi/ anew, one file per app."

    def handle(self, *_args: object, **_options: object) -> None:
        FOLDER.mkdir(exist_ok=True)
        wanted = texts()
        for file in FOLDER.glob("*.json"):
            if file.name not in wanted:
                file.unlink()
        for name, text in wanted.items():
            (FOLDER / name).write_text(text, encoding="utf-8")
        self.stdout.write(str(FOLDER))
