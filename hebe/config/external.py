"""An external PostgreSQL (DATABASE_URL): the application's own role in it.

The address names the owner of the database, who migrates; the application works under
`HEBE_APP_ROLE`, which row-level security binds. Owner and application must differ.
"""

import psycopg
from django.conf import settings
from psycopg import sql

from hebe.config.postgres_folder import PostgresProblem
from hebe.kernel import keys

HOW = (
    "The role {role} cannot log in to the external database with the password that belongs to "
    "this master key, and the owner named in DATABASE_URL may not change that. Run as an "
    "administrator of that database:\n  CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS;\n"
    "  GRANT {role} TO {owner} WITH ADMIN OPTION;\n  ALTER ROLE {owner} CREATEROLE;\n"
    "then start again."
)


def ensure_app_role() -> None:
    """Make the role where it is missing; refuses with what an administrator must do."""
    role = settings.HEBE_APP_ROLE
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as conn:
        owner = conn.info.user
        if owner == role:
            raise PostgresProblem(f"DATABASE_URL must name the owner, not {role} itself.")
        if _can_log_in(role):
            return
        try:
            _give_password(conn, role)
        except psycopg.errors.InsufficientPrivilege as problem:
            raise PostgresProblem(HOW.format(role=role, owner=owner)) from problem
    if not _can_log_in(role):
        raise PostgresProblem(HOW.format(role=role, owner=owner))


def _give_password(conn: psycopg.Connection[tuple[object, ...]], role: str) -> None:
    known = conn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    password = keys.app_password().encode()
    hashed = conn.pgconn.encrypt_password(password, role.encode(), b"scram-sha-256")
    conn.execute(
        sql.SQL("{act} ROLE {role} LOGIN PASSWORD {password}").format(
            act=sql.SQL("ALTER" if known else "CREATE"),
            role=sql.Identifier(role),
            password=sql.Literal(hashed.decode()),
        )
    )


def _can_log_in(role: str) -> bool:
    try:
        with psycopg.connect(settings.DATABASE_URL, user=role, password=keys.app_password()):
            return True
    except psycopg.OperationalError:
        return False
