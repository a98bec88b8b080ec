"""What must be true before Hebe can serve: files in place, tables up to date, demo there."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from hebe.access.services import sync_roles
from hebe.config import assets, external, messages, postgres, values
from hebe.kernel import keys
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group

DEMO_GROUP = "上海赫柏医疗美容"


def prepare_files() -> None:
    """Bring browser libraries, compile the catalogues, collect the static files."""
    assets.bring()
    messages.compile_stale()
    collect_static()


def prepare_database() -> None:
    """Bring the tables up to date, under the role that owns them.

    Also where nothing is pending: what was broken off last time is made whole.
    """
    if settings.DATABASE_URL:
        external.ensure_app_role()
    if pending := pending_migrations():
        print(f"Bringing the tables up to date, {len(pending)} steps...", flush=True)
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    renew_roles()
    close_connections()


def renew_roles() -> None:
    """Give the built-in roles of every group the permissions that came with an upgrade."""
    for group in Group.objects.all():
        with working_for(group.pk):
            sync_roles(group)


def prepare_demo() -> bool:
    """Load the demo into an empty database, or bring a loaded one up to today; tell whether.

    A database with a clinic of its own is left alone, as is every one where HEBE_DEMO is 0.
    """
    if not values.is_on("HEBE_DEMO"):
        return False
    names = set(Group.objects.values_list("name", flat=True))
    if names and DEMO_GROUP not in names:
        return False
    call_command("hebe_demo", "load")
    return True


def has_clinic() -> bool:
    """Say whether there is any group that somebody could sign in to."""
    return Group.objects.exists()


def pending_migrations() -> list[str]:
    """Return the migrations that the database still lacks."""
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def close_connections() -> None:
    """Give every connection back, pools included, before other processes take over."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool:
            close_pool()


@contextmanager
def database() -> Iterator[None]:
    """Keep a database up for the block: the embedded one, unless DATABASE_URL names another."""
    with nullcontext() if settings.DATABASE_URL else postgres.running(keys.data_dir()):
        try:
            yield
        finally:
            close_connections()


def revive_database() -> bool:
    """Start the embedded database again when it was killed; tell whether it had to be."""
    if settings.DATABASE_URL or not postgres.has_ended(keys.data_dir()):
        return False
    postgres.ensure_cluster(keys.data_dir())
    return True


def flush_database() -> None:
    """Let the embedded database write its changes out, so that its own stop is short."""
    if not settings.DATABASE_URL:
        postgres.checkpoint(keys.data_dir())


def collect_static() -> None:
    """Gather what pages name under the names they are served by, unless nothing changed."""
    folder = Path(settings.STATIC_ROOT)
    stamp = folder / ".made-from"
    made_from = _state_of_static()
    if stamp.exists() and stamp.read_text() == made_from:
        return
    folder.mkdir(parents=True, exist_ok=True)
    # The package brings every htmx there is; ours comes with the other browser libraries.
    unused = ["django_htmx"]
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=unused)
    stamp.write_text(made_from)


def _state_of_static() -> str:
    """Return a digest of the packages and of every file below a `static` folder."""
    state = hashlib.sha256((keys.ROOT / "requirements.lock").read_bytes())
    for path in sorted((keys.ROOT / "hebe").rglob("static/**/*")):
        if path.is_file():
            state.update(f"{path}\0".encode() + path.read_bytes())
    return state.hexdigest()
