"""The cast: a small group with two stores that everybody knows, and a rival."""

import os
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest

from hebe.architecture.cluster import DATA
from hebe.config.postgres import Cluster

SHANGHAI = ZoneInfo("Asia/Shanghai")


def pytest_sessionstart(session):
    """Collect the static files as the server does, once for all test processes."""
    if not hasattr(session.config, "workerinput"):
        from hebe.config.prepare import collect_static  # noqa: PLC0415

        collect_static()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """Migrate a database of this process's own as the owner; tests run as the application."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    name = f"hebe_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    cluster = Cluster(Path(DATA))
    with psycopg.connect(cluster.dsn("postgres", "postgres"), autocommit=True) as root:
        root.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        root.execute(f"CREATE DATABASE {name} OWNER hebe_owner")
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name
    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0, skip_checks=True)
        with connections["owner"].cursor() as cursor:
            # Only here: tests that commit clean up by TRUNCATE, which the application may not.
            cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO hebe_app")
        connections["owner"].close()
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def founded(db):
    """Two groups: (the group, the rival group), with their stores and roles."""
    from hebe.access.services import sync_roles  # noqa: PLC0415
    from hebe.tenancy.context import working_for  # noqa: PLC0415
    from hebe.tenancy.services import found_group, open_store  # noqa: PLC0415

    ours = found_group(name="上海赫柏医疗美容", code="hebe")
    theirs = found_group(name="对街医美", code="rival")
    licence = {
        "licence_no": "PDY00000131010617D1522",
        "licence_valid_to": date(2031, 12, 31),
        "institution": "outpatient_no_anes",
        "licensed_departments": ["dermatology", "surgery", "life"],
    }
    open_store(ours, code="jingan", name="静安旗舰店", area_m2=300, **licence)
    open_store(ours, code="xuhui", name="徐汇店", area_m2=200, **licence | {
        "institution": "clinic", "licensed_departments": ["dermatology", "life"]})  # fmt: skip
    open_store(theirs, code="across", name="对街店", **licence)
    for group in (theirs, ours):
        with working_for(group.pk):
            sync_roles(group)
    return ours, theirs


@pytest.fixture
def group(founded):
    """The group everybody works for; this test's connection works for it."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('hebe.group_id', %s, false)", [str(founded[0].pk)])
    yield founded[0]
    if connection.connection is not None and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('hebe.group_id', '', false)")


@pytest.fixture
def jingan(group):
    from hebe.tenancy.models import Store  # noqa: PLC0415

    return Store.objects.of(group).get(code="jingan")


@pytest.fixture
def xuhui(group):
    from hebe.tenancy.models import Store  # noqa: PLC0415

    return Store.objects.of(group).get(code="xuhui")


@pytest.fixture
def monday():
    """Turn "10:00" into a moment on one fixed Monday."""

    def at(clock):
        hour, minute = map(int, clock.split(":"))
        return datetime(2027, 1, 4, hour, minute, tzinfo=SHANGHAI)

    return at


@pytest.fixture(autouse=True)
def _own_language():
    """Forget the language that the last request of a test was read in."""
    from django.utils import translation  # noqa: PLC0415

    yield
    translation.deactivate()


pytest_plugins = ["hebe.architecture.cast", "hebe.architecture.world"]
