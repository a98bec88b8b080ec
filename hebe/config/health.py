"""What can be wrong with an installation, each as one finding in plain words."""

import secrets
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import psycopg
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.db import DatabaseError, connections

from hebe import __version__
from hebe.config import hosts, key_copy, prepare, values
from hebe.files import stores
from hebe.kernel import keys
from hebe.tenancy import schema

LOW_DISK = 2 * 1024**3
WORKER_SECONDS = 60


class Level(Enum):
    """How much a finding matters."""

    GOOD = "ok"
    WARNING = "note"
    PROBLEM = "PROBLEM"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and what to do when it is not well."""

    level: Level
    what: str
    advice: str = ""


Check = Callable[[], Finding]


def examine() -> Iterator[Finding]:
    """Look at everything; a check that itself fails is a problem too, and ends nothing.

    What is in the database is not looked at while the database does not answer.
    """
    yield check_version()
    answer = check_answer()
    if answer:
        yield answer
    inside: tuple[Check, ...] = (
        check_database,
        check_role,
        check_migrations,
        check_locks,
        check_clinic,
        check_worker,
        check_deliveries,
    )
    beside: tuple[Check, ...] = (
        check_settings,
        check_storage,
        check_key,
        check_key_copy,
        check_hosts,
        check_disk,
    )
    for check in beside if answer else inside + beside:
        try:
            yield check()
        except (DatabaseError, OSError, BotoCoreError, ClientError, keys.KeyProblem) as problem:
            name = check.__name__.removeprefix("check_").replace("_", " ")
            yield Finding(Level.PROBLEM, f"{name}: could not be checked: {problem}")


def check_version() -> Finding:
    """Name the versions in use."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    return Finding(Level.GOOD, f"Hebe {__version__} on Python {python}")


def check_answer() -> Finding | None:
    """Say why the application cannot reach its database; None when it can."""
    place = connections["default"].settings_dict
    try:
        psycopg.connect(
            host=place["HOST"],
            port=place["PORT"],
            dbname=place["NAME"],
            user=place["USER"],
            password=place["PASSWORD"],
            connect_timeout=3,
        ).close()
    except psycopg.OperationalError as problem:
        reason = " ".join(str(problem).split())
        return Finding(
            Level.PROBLEM,
            f"The database does not let the application in: {reason}",
            "Is it running, and does DATABASE_URL name it? hebe setup prepares it."
            if settings.DATABASE_URL
            else f"Look at {keys.data_dir() / 'postgres' / 'server.log'}, then run: hebe setup",
        )
    return None


def check_database() -> Finding:
    """PostgreSQL answers and is new enough."""
    version = _ask("SELECT current_setting('server_version_num')::int")
    where = "external" if settings.DATABASE_URL else "embedded"
    what = f"The {where} PostgreSQL {version // 10000} answers"
    if version >= 160000:
        return Finding(Level.GOOD, what)
    return Finding(Level.PROBLEM, what, "Hebe needs PostgreSQL 16 or newer.")


def check_role() -> Finding:
    """The application works under a role that row-level security binds."""
    role = _ask("SELECT current_user")
    free = _ask("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    what = f"The application works as the database role {role}"
    if not free:
        return Finding(Level.GOOD, what)
    return Finding(
        Level.PROBLEM,
        f"{what}, which may see the rows of every group",
        f"Take its privilege away: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS",
    )


def check_migrations() -> Finding:
    """The tables are those the code expects."""
    pending = prepare.pending_migrations()
    if not pending:
        return Finding(Level.GOOD, "The tables are up to date")
    many = "1 migration" if len(pending) == 1 else f"{len(pending)} migrations"
    return Finding(Level.PROBLEM, f"The tables lack {many}", "Run: hebe migrate")


def check_locks() -> Finding:
    """The database itself keeps the groups apart."""
    open_tables = schema.gaps(connections["owner"])
    if not open_tables:
        return Finding(Level.GOOD, "The database keeps the groups apart")
    return Finding(
        Level.PROBLEM,
        f"Row-level security is missing on {_some(open_tables)}",
        "Run: hebe migrate",
    )


def check_clinic() -> Finding:
    """There is a clinic that somebody can sign in to."""
    if prepare.pending_migrations():
        return Finding(
            Level.WARNING, "Whether there is a clinic shows once the tables are up to date"
        )
    if _ask("SELECT EXISTS (SELECT FROM tenancy_group)"):
        return Finding(Level.GOOD, "There is a clinic to sign in to")
    return Finding(
        Level.WARNING,
        "There is no clinic yet, so nobody can sign in",
        'Make one: hebe clinic create --name "…" --store "…" --login admin',
    )


def check_worker() -> Finding:
    """A worker has shown signs of life lately."""
    table = _ask("SELECT to_regclass('procrastinate_workers')")
    sql = "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"
    age = _ask(sql) if table else None
    if age is not None and age < WORKER_SECONDS:
        return Finding(Level.GOOD, f"A worker gave a sign of life {age:.0f} s ago")
    return Finding(
        Level.WARNING,
        "No worker is running: reminders, imports and exports wait",
        "Start everything with hebe serve, or a worker alone with hebe worker.",
    )


def check_settings() -> Finding:
    """Every setting of the environment is one of ours and is understood."""
    if wrong := values.problems():
        return Finding(Level.PROBLEM, " ".join(wrong), "Set it right, then start again.")
    if strange := values.misspelled():
        return Finding(
            Level.WARNING,
            f"The environment has settings that Hebe does not know: {_some(strange)}",
            "Look them up in the README's table, or take them away.",
        )
    return Finding(Level.GOOD, "The settings of the environment are understood")


def check_deliveries() -> Finding:
    """No reaction to an event has failed to the last attempt."""
    if prepare.pending_migrations():
        return Finding(
            Level.WARNING, "Whether reactions rest shows once the tables are up to date"
        )
    from hebe.journal.services import count_resting

    resting = count_resting()
    if not resting:
        return Finding(Level.GOOD, "No reaction to an event has failed for good")
    many = "1 reaction to an event" if resting == 1 else f"{resting} reactions to events"
    return Finding(
        Level.PROBLEM,
        f"{many} failed to the last attempt and will not be tried again",
        "An administrator looks at Recent events, Failed reactions: retry or dismiss each.",
    )


def check_storage() -> Finding:
    """Files can be written where they are kept."""
    key = f"doctor{secrets.token_hex(4)}"
    stores.write(key, b"hebe")
    read = stores.read(key)
    stores.forget(key)
    if read != b"hebe":
        return Finding(Level.PROBLEM, "The file store gives back something else than it got")
    where = settings.STORAGES["files"].get("OPTIONS", {}).get("bucket_name")
    place = f"the bucket {where}" if where else str(settings.MEDIA_ROOT)
    return Finding(Level.GOOD, f"Files can be written to {place}")


def check_key() -> Finding:
    """The master key is there, and nobody else can read it."""
    keys.master_key()
    file = keys.key_file()
    if file.exists() and file.stat().st_mode & 0o077:
        return Finding(
            Level.PROBLEM, f"Others can read the master key {file}", f"Run: chmod 600 {file}"
        )
    return Finding(Level.GOOD, "The master key is there and private")


def check_key_copy() -> Finding:
    """Somebody has shown that a copy of the key exists elsewhere."""
    if key_copy.is_confirmed():
        return Finding(Level.GOOD, "A copy of the master key has been confirmed")
    return Finding(
        Level.WARNING,
        "No copy of the master key has been confirmed: if it is lost, phones, records and "
        "photos can never be read again",
        f"Copy {keys.key_file()} to a safe place, then run: hebe doctor --key-copy THE_COPY",
    )


def check_disk() -> Finding:
    """There is room for the data to grow."""
    free = shutil.disk_usage(keys.data_dir()).free
    what = f"{free / 1024**3:.1f} GiB are free for data"
    if free > LOW_DISK:
        return Finding(Level.GOOD, what)
    return Finding(Level.PROBLEM, what, "Make room before the database stops.")


def check_hosts() -> Finding:
    """Only the clinic's own host names are answered to, and a proxy's name is among them."""
    answered = settings.ALLOWED_HOSTS
    if "*" in answered:
        return Finding(
            Level.WARNING,
            "Hebe answers to every host name, also to one that a foreign page points here",
            "Name the clinic's own, HEBE_HOSTS=clinic.example, or leave HEBE_HOSTS away",
        )
    if hosts.ADDRESSES[0] not in answered:
        return Finding(Level.GOOD, f"Hebe answers to the host names {_some(answered)}")
    if settings.HEBE_BEHIND_PROXY:
        return Finding(
            Level.WARNING,
            "Hebe stands behind HTTPS and was not told the name people open it by",
            "Name it: HEBE_HOSTS=clinic.example",
        )
    return Finding(Level.GOOD, "Hebe answers to its addresses and this machine's own name")


def _some(names: Sequence[str], most: int = 4) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _ask(sql: str) -> Any:
    with connections["default"].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
