"""Is the process alive; can it serve."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from hebe.kernel import clock

HEARTBEAT = timedelta(seconds=45)


def alive(request: HttpRequest) -> JsonResponse:
    """Answer as long as the process runs."""
    del request
    return JsonResponse({"status": "ok"})


def unapplied() -> int:
    """Return how many migrations the database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def worker_is_alive() -> bool:
    """Say whether some worker gave a sign of life lately."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        row = cursor.fetchone()
    return bool(row and row[0] and clock.now() - row[0] < HEARTBEAT)


def ready(request: HttpRequest) -> JsonResponse:
    """Check database, migrations and worker; 503 with what is wrong."""
    del request
    try:
        checks = {
            "database": True,
            "migrations": unapplied() == 0,
            "worker": worker_is_alive(),
        }
    except DatabaseError:
        checks = {"database": False}
    good = all(checks.values())
    return JsonResponse({"ready": good, "checks": checks}, status=200 if good else 503)
