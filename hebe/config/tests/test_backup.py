"""The backup that docs/operations.md tells an operator to take holds everything."""

import os
import shlex
import subprocess
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from hebe.architecture.cluster import DATA
from hebe.config.postgres import Cluster
from hebe.config.postgres_programs import program

PAGE = settings.ROOT / "docs" / "operations.md"


@pytest.fixture
def elsewhere():
    """Return an empty database to restore into."""
    cluster, name = Cluster(Path(DATA)), f"restored_{os.getpid()}"
    with psycopg.connect(cluster.dsn("postgres", "postgres"), autocommit=True) as root:
        root.execute(f"CREATE DATABASE {name} OWNER hebe_owner")
        yield cluster.dsn("hebe_owner", name)
        root.execute(f"DROP DATABASE {name} WITH (FORCE)")


def documented(name):
    """Return the words of that command in the page, without where its output goes."""
    line = next(x for x in PAGE.read_text().splitlines() if x.startswith(f"{name} "))
    return shlex.split(line.partition(">")[0].partition("#")[0])


def carried_out(name, **places):
    words = [places.get(word, word) for word in documented(name)[1:]]
    done = subprocess.run([program(name, None), *words], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.django_db(transaction=True)
def test_what_was_dumped_is_there_again(group, qin_lan, elsewhere, tmp_path):
    database = connections["default"].settings_dict["NAME"]
    here = Cluster(Path(DATA)).dsn("hebe_owner", database)
    dump = tmp_path / "hebe.dump"

    dump.write_bytes(carried_out("pg_dump", **{"$DATABASE_URL": here}))
    carried_out("pg_restore", **{"$DATABASE_URL": elsewhere, "hebe.dump": str(dump)})

    with psycopg.connect(elsewhere) as restored:
        kept = restored.execute("SELECT id, phone FROM customers_customer").fetchall()
        open_tables = restored.execute(
            "SELECT count(*) FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity"
        ).fetchone()
    assert [(pk, phone[:3]) for pk, phone in kept] == [(qin_lan.pk, "k1.")]
    assert open_tables == (0,)
