"""What the database itself enforces: locks between groups, rights, functions and triggers.

Laid after every migration and idempotent: `hebe migrate` runs it each time, `hebe doctor` asks
`gaps()`. An app's own functions and triggers are the statements in `LAID` of its `schema`
module, each of which may run again (ADR 0026).
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import ForeignKey, Model
from django.utils.module_loading import module_has_submodule

from hebe.tenancy.models import GroupModel

# Written out, not a function or a subquery: either is planned anew for every table of every
# statement, which cost a tenth of a page's short statements (bench.row_security).
THIS_GROUP = "nullif(current_setting('hebe.group_id', true), '')::bigint"
# Functions that run as the owner look tables up in `public` alone: without pg_temp at the
# end, a temporary table of the caller's would come first (PostgreSQL, CREATE FUNCTION,
# "Writing SECURITY DEFINER Functions Safely"). And only the application may call them.
OWNERS_FUNCTIONS = """
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
  AND p.proowner = (SELECT oid FROM pg_roles WHERE rolname = CURRENT_USER)
"""
SAFE_PATH = "search_path = public, pg_temp"
NEVER_CHANGED = """
CREATE OR REPLACE FUNCTION hebe_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'HB001';
END $$;
"""
APPEND_ONLY = """
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{0}"
FOR EACH ROW EXECUTE FUNCTION hebe_append_only();
ALTER TABLE "{0}" ENABLE TRIGGER append_only
"""


def group_models() -> list[type[Model]]:
    """Return every concrete model that belongs to a group."""
    return [m for m in apps.get_models() if issubclass(m, GroupModel)]


def neighbourly_keys(model: type[Model]) -> Iterator[tuple[str, str, str]]:
    """Yield (constraint, column, table) for each reference to another group table."""
    for field in model._meta.local_fields:
        target: Any = field.remote_field.model if isinstance(field, ForeignKey) else None
        if target is not None and issubclass(target, GroupModel) and field.name != "group":
            column = str(field.column)
            yield f"same_group_{column}", column, str(target._meta.db_table)


def _policies(cursor: CursorWrapper, table: str) -> None:
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    cursor.execute(f'DROP POLICY IF EXISTS one_group ON "{table}"')
    cursor.execute(
        f'CREATE POLICY one_group ON "{table}" TO {settings.HEBE_APP_ROLE}'
        f" USING (group_id = {THIS_GROUP}) WITH CHECK (group_id = {THIS_GROUP})"
    )
    cursor.execute(f'DROP POLICY IF EXISTS owner_all ON "{table}"')
    cursor.execute(
        f'CREATE POLICY owner_all ON "{table}" TO CURRENT_USER USING (true) WITH CHECK (true)'
    )


def _existing(cursor: CursorWrapper) -> set[tuple[str, str]]:
    cursor.execute(
        "SELECT c.relname, n.conname FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid"
        " WHERE n.conname LIKE 'same_group_%%' OR n.conname LIKE '%%_of_one_group'"
    )
    return set(cursor.fetchall())


def _unique_pair(cursor: CursorWrapper, table: str, known: set[tuple[str, str]]) -> None:
    name = f"{table}_of_one_group"[:63]
    if (table, name) not in known:
        cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" UNIQUE (group_id, id)')


def _same_group(cursor: CursorWrapper, model: type[Model], known: set[tuple[str, str]]) -> None:
    table = model._meta.db_table
    for name, column, target in neighbourly_keys(model):
        if (table, name) not in known:
            cursor.execute(
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}"'
                f' FOREIGN KEY (group_id, "{column}")'
                f' REFERENCES "{target}" (group_id, id) DEFERRABLE INITIALLY DEFERRED'
            )


def _grants(cursor: CursorWrapper) -> None:
    role = settings.HEBE_APP_ROLE
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
    cursor.execute(
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    )
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
    cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}")
    for model in apps.get_models():
        for right in getattr(model, "withheld_rights", ()):
            cursor.execute(f'REVOKE {right} ON "{model._meta.db_table}" FROM {role}')


def append_only_tables() -> list[str]:
    """Return the tables whose rows not even their owner changes."""
    return [m._meta.db_table for m in group_models() if getattr(m, "append_only", False)]


def _laid(cursor: CursorWrapper) -> None:
    cursor.execute(NEVER_CHANGED)
    for table in append_only_tables():
        cursor.execute(APPEND_ONLY.format(table))
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "schema"):
            for statement in getattr(import_module(f"{app.name}.schema"), "LAID", ()):
                cursor.execute(statement)


def _safe(cursor: CursorWrapper) -> None:
    cursor.execute(OWNERS_FUNCTIONS)
    for (name,) in cursor.fetchall():
        cursor.execute(f"ALTER FUNCTION {name} SET {SAFE_PATH}")
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC")


def secure(connection: BaseDatabaseWrapper) -> None:
    """Lay functions, triggers, the application's rights, row security and same-group keys."""
    with connection.cursor() as cursor:
        _laid(cursor)
        _grants(cursor)
        _safe(cursor)
        known = _existing(cursor)
        for model in group_models():
            _policies(cursor, model._meta.db_table)
            _unique_pair(cursor, model._meta.db_table, known)
        for model in group_models():
            _same_group(cursor, model, known)


def gaps(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables that lack forced row-level security, or whose rows can be changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        )
        locked = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = 'append_only' AND t.tgenabled = 'O'"
        )
        kept = {row[0] for row in cursor.fetchall()}
    open_ = {m._meta.db_table for m in group_models()} - locked
    return sorted(open_ | (set(append_only_tables()) - kept))
