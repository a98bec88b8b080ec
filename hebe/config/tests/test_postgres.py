"""The embedded database repairs itself, and binds the application to its role."""

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from hebe.config import postgres, postgres_folder, postgres_programs


@pytest.fixture
def data(monkeypatch):
    """A folder outside pytest's own, which is closed to the user the server runs as."""
    folder = Path(tempfile.mkdtemp(prefix="hebe-cluster-"))
    folder.chmod(0o755)
    monkeypatch.setenv("HEBE_DATA", str(folder))
    monkeypatch.delenv("HEBE_MASTER_KEY", raising=False)
    yield folder
    postgres.stop(postgres.Cluster(folder, throwaway=True))
    shutil.rmtree(folder, ignore_errors=True)


def server_pid(cluster):
    return int((cluster.pgdata / "postmaster.pid").read_text().split()[0])


def test_a_broken_off_first_start_is_done_again(data):
    half = postgres_folder.home(data) / "data.new"
    postgres_folder.prepare(data)
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    cluster = postgres.ensure_cluster(data, throwaway=True)

    with psycopg.connect(cluster.dsn()) as conn:
        assert conn.execute("SELECT current_user").fetchone() == ("hebe_app",)
    assert not half.exists()


def test_neither_role_is_privileged_and_only_the_owner_owns(data):
    cluster = postgres.ensure_cluster(data, throwaway=True)

    with psycopg.connect(cluster.dsn("hebe_owner")) as conn:
        rows = conn.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles"
            " WHERE rolname LIKE 'hebe%' ORDER BY 1"
        ).fetchall()
        owner = conn.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'hebe'"
        ).fetchone()

    assert rows == [("hebe_app", False, False, False), ("hebe_owner", False, False, False)]
    assert owner == ("hebe_owner",)


def test_a_wrong_password_is_turned_away_and_tcp_is_off(data):
    cluster = postgres.ensure_cluster(data, throwaway=True)

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(cluster.dsn().replace("password=", "password=x"))
    with psycopg.connect(cluster.dsn()) as conn:
        assert conn.execute("SHOW listen_addresses").fetchone() == ("",)
        assert conn.execute("SHOW data_checksums").fetchone() == ("on",)


def test_what_was_committed_outlives_kill_9(data):
    cluster = postgres.ensure_cluster(data)
    with psycopg.connect(cluster.dsn("hebe_owner"), autocommit=True) as conn:
        conn.execute("CREATE TABLE kept AS SELECT 7 AS n")
    os.kill(server_pid(cluster), signal.SIGKILL)

    cluster = postgres.ensure_cluster(data)

    with psycopg.connect(cluster.dsn("hebe_owner")) as conn:
        assert conn.execute("SELECT n FROM kept").fetchone() == (7,)


def test_a_pid_file_with_a_strangers_number_does_not_hinder(data):
    cluster = postgres.ensure_cluster(data, throwaway=True)
    postgres.stop(cluster)
    (cluster.pgdata / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.pgdata}\n")

    postgres.ensure_cluster(data, throwaway=True)

    assert postgres.is_running(cluster)


def test_the_last_of_several_users_stops_the_server(data):
    with postgres.running(data) as cluster:
        with postgres.running(data):
            pass
        assert postgres.is_running(cluster)

    deadline = time.monotonic() + 5
    while postgres.is_running(cluster) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not postgres.is_running(cluster)


@pytest.mark.parametrize("name", ["x" * 120, "诊所", "a b", "a,b"])
def test_a_folder_that_is_no_good_for_a_socket_gets_a_short_private_one(name):
    place = postgres_folder.socket_dir(Path("/srv") / name)

    assert len(str(place)) < 80
    assert place == postgres_folder.socket_dir(Path("/srv") / name)
    assert place != postgres_folder.socket_dir(Path("/srv") / (name + "2"))


@pytest.mark.skipif("os.geteuid() != 0", reason="only root runs it as somebody else")
def test_root_is_told_which_folder_bars_the_way(tmp_path):
    barred = tmp_path / "barred"
    barred.mkdir(mode=0o700)

    with pytest.raises(postgres.PostgresProblem, match="chmod o\\+x"):
        postgres_folder.prepare(barred / "data")


@pytest.mark.skipif("os.geteuid() != 0", reason="only root runs it as somebody else")
def test_programs_below_a_closed_folder_are_run_from_a_copy(data, tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    shutil.copytree(
        postgres_programs._packages(), closed / "packages", ignore=_all_but_postgres
    )
    monkeypatch.setattr(postgres_programs, "_packages", lambda: closed / "packages")
    monkeypatch.setattr(tempfile, "tempdir", str(data))

    cluster = postgres.ensure_cluster(data, throwaway=True)

    assert postgres.is_running(cluster)
    assert len(list(data.glob("hebe-programs-*"))) == 1


def _all_but_postgres(folder, names):
    if Path(folder) != postgres_programs._packages():
        return []
    return [name for name in names if not name.startswith(postgres_programs.PACKAGE)]


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
def test_whatever_the_umask_the_server_reads_our_settings(data, mask):
    data.rmdir()
    before = os.umask(mask)
    try:
        for _ in range(2):
            postgres.stop(postgres.ensure_cluster(data, throwaway=True))
        cluster = postgres.ensure_cluster(data, throwaway=True)
    finally:
        os.umask(before)

    with psycopg.connect(cluster.dsn()) as conn:
        assert conn.execute("SHOW listen_addresses").fetchone() == ("",)


def test_without_our_settings_the_server_does_not_start(data, monkeypatch):
    cluster = postgres.ensure_cluster(data, throwaway=True)
    postgres.stop(cluster)
    (cluster.pgdata / "hebe.conf").unlink()
    monkeypatch.setattr(postgres, "_write_for_server", lambda *_: None)

    with pytest.raises(postgres.PostgresProblem, match="did not start"):
        postgres.ensure_cluster(data, throwaway=True)


def test_a_start_that_fails_leaves_no_server_behind(data, monkeypatch):
    def broken(conn):
        raise psycopg.errors.DiskFull("no room")

    monkeypatch.setattr(postgres.postgres_roles, "ensure", broken)
    monkeypatch.setattr(postgres, "START_SECONDS", 1)
    with pytest.raises(psycopg.OperationalError):
        postgres.ensure_cluster(data, throwaway=True)

    assert not postgres.is_running(postgres.Cluster(data, throwaway=True))
