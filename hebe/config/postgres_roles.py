"""The two database roles of Hebe, neither of them a superuser, and its database.

`hebe_owner` owns the tables and migrates; `hebe_app` is what the application works under,
so that row-level security holds even where the code forgets.
"""

from typing import Any

import psycopg
from psycopg import sql

from hebe.kernel import keys

DATABASE = "hebe"
OWNER = "hebe_owner"
APP = "hebe_app"
RIGHTS = {
    OWNER: "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
    APP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
}


def ensure(conn: psycopg.Connection[Any]) -> None:
    """Make roles and database as they should be; `conn` is a superuser's, in autocommit."""
    _ensure_role(conn, OWNER, keys.owner_password())
    _ensure_role(conn, APP, keys.app_password())
    if not conn.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        names = {"database": sql.Identifier(DATABASE), "owner": sql.Identifier(OWNER)}
        conn.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))
        conn.execute(sql.SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC").format(**names))
    granted = {"database": sql.Identifier(DATABASE), "app": sql.Identifier(APP)}
    conn.execute(sql.SQL("GRANT CONNECT ON DATABASE {database} TO {app}").format(**granted))


def _ensure_role(conn: psycopg.Connection[Any], role: str, password: str) -> None:
    """The password travels hashed, so that it can never show up in a log."""
    known = conn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    hashed = conn.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    statement = "{act} ROLE {role} WITH " + RIGHTS[role] + " PASSWORD {password}"
    conn.execute(
        sql.SQL(statement).format(
            act=sql.SQL("ALTER" if known else "CREATE"),
            role=sql.Identifier(role),
            password=sql.Literal(hashed.decode()),
        )
    )
