"""`hebe manage rotate_keys`: seal every sealed field with the newest key."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from hebe.kernel.crypto import current_key_id, seal, unseal
from hebe.kernel.fields import SealedTextField
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group
from hebe.tenancy.schema import group_models

BATCH = 500


class Command(BaseCommand):
    """Open what older keys sealed and seal it with `HEBE_FIELD_KEY`; safe to repeat.

    Rows that are written once and never again (signed versions, consult notes, findings) stay
    as they are, so the key that sealed them must stay.
    """

    help = "Re-seal encrypted fields with the current key (HEBE_FIELD_KEY)."

    def handle(self, *_args: object, **_options: object) -> None:
        for group_id in Group.objects.values_list("pk", flat=True):
            for model in group_models():
                if "UPDATE" in getattr(model, "withheld_rights", ()):
                    continue
                for field in model._meta.local_fields:
                    if isinstance(field, SealedTextField):
                        count = _rotate(group_id, model._meta.db_table, str(field.column))
                        if count:
                            self.stdout.write(f"{model._meta.label} {field.name}: {count}")


def _rotate(group_id: int, table: str, column: str) -> int:
    """Re-seal one column of one group, a batch a transaction; return how many values."""
    done = 0
    while batch := _batch(group_id, table, column):
        done += batch
    return done


def _batch(group_id: int, table: str, column: str) -> int:
    place = f"{table}.{column}"
    with working_for(group_id), connection.cursor() as cursor:
        cursor.execute(
            f'SELECT id, "{column}" FROM "{table}" WHERE "{column}" <> %s'  # noqa: S608
            f' AND "{column}" NOT LIKE %s ORDER BY id LIMIT {BATCH} FOR UPDATE',
            ["", f"k{current_key_id()}.%"],
        )
        rows: list[Any] = cursor.fetchall()
        cursor.executemany(
            f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s',  # noqa: S608
            [(seal(unseal(value, place), place), pk) for pk, value in rows],
        )
    return len(rows)
