"""The embedded PostgreSQL: made, started and stopped by Hebe, reached by socket only.

Connect to it with `Cluster.dsn`; settings take `embedded_settings`, which starts nothing.
Extra tuning goes into `local.conf` in the cluster's folder, which Hebe never touches.
"""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path

import psutil
import psycopg
from psycopg.conninfo import make_conninfo

from hebe.config import (
    postgres_folder,
    postgres_programs,
    postgres_roles,
    postgres_settings,
)
from hebe.config.postgres_folder import PORT, PostgresProblem, embedded_settings
from hebe.kernel import keys

__all__ = [
    "Cluster",
    "PostgresProblem",
    "embedded_settings",
    "ensure_cluster",
    "running",
    "stop",
]

START_SECONDS = 60
STILL_LEAVING = ("shared memory", "already exists")


@dataclass(frozen=True)
class Cluster:
    """One embedded database server and the folder it lives in."""

    data: Path
    throwaway: bool = False

    @property
    def socket_dir(self) -> Path:
        """The folder of its socket: what libpq calls the host."""
        return postgres_folder.socket_dir(self.data)

    @property
    def pgdata(self) -> Path:
        """The cluster's own folder."""
        return postgres_folder.pgdata(self.data)

    @property
    def log(self) -> Path:
        """The server's log."""
        return postgres_folder.home(self.data) / "server.log"

    def dsn(self, role: str = "hebe_app", database: str = "hebe") -> str:
        """Return a connection string, with password, for one of the three roles."""
        password = {
            "postgres": keys.superuser_password,
            "hebe_owner": keys.owner_password,
            "hebe_app": keys.app_password,
        }[role]()
        host = str(self.socket_dir)
        return make_conninfo(
            host=host, port=PORT, user=role, password=password, dbname=database
        )


def ensure_cluster(data: Path, *, throwaway: bool = False) -> Cluster:
    """Return the running server of that data folder, making and starting what is missing.

    Safe to call at any time and from several processes; a half-made cluster is made again.
    `throwaway` trades safety against power loss for speed: for tests only. Refuses with
    `PostgresProblem` when the server cannot run here.
    """
    cluster = Cluster(data.resolve(), throwaway)
    keys.master_key()
    postgres_folder.prepare(cluster.data)
    with postgres_folder.one_at_a_time(cluster.data):
        if not cluster.pgdata.exists():
            _initialise(cluster)
        started = not is_running(cluster)
        try:
            if started:
                _start(cluster)
            _ensure_roles(cluster)
        except BaseException:
            if started:  # else it would stay behind, and nobody would know of it
                _stop(cluster)
            raise
    return cluster


def stop(cluster: Cluster) -> None:
    """Stop the server after its open transactions are rolled back; nothing if it is down."""
    with postgres_folder.one_at_a_time(cluster.data):
        _stop(cluster)


@contextmanager
def running(data: Path) -> Iterator[Cluster]:
    """Keep the server up for the block; whoever of several users leaves last stops it."""
    postgres_folder.prepare(data)
    with (postgres_folder.home(data) / "users.lock").open("a") as users:
        flock(users, LOCK_SH)
        cluster = ensure_cluster(data)
        try:
            yield cluster
        finally:
            with postgres_folder.one_at_a_time(data), suppress(BlockingIOError):
                flock(users, LOCK_EX | LOCK_NB)
                _stop(cluster)


def is_running(cluster: Cluster) -> bool:
    """Tell whether a server answers on the socket, be it only to say that it is starting."""
    host = str(cluster.socket_dir)
    asked = ("-q", "-h", host, "-p", str(PORT))
    return postgres_programs.run(cluster.data, "pg_isready", *asked).returncode in {0, 1}


def has_ended(data: Path) -> bool:
    """Tell whether the server of that data folder is gone, be it killed or stopped."""
    try:
        pid = int((postgres_folder.pgdata(data) / "postmaster.pid").read_text().split()[0])
    except (OSError, IndexError, ValueError):
        return True
    return not _is_server(pid)


def checkpoint(data: Path) -> None:
    """Ask the server to write its changes out now; nothing when it does not answer."""
    dsn = Cluster(data).dsn("postgres", "postgres")
    with suppress(psycopg.OperationalError), psycopg.connect(dsn, autocommit=True) as conn:
        conn.execute("SET statement_timeout = '1s'")
        conn.execute("CHECKPOINT")


def _initialise(cluster: Cluster) -> None:
    """Make the cluster beside its place and rename it: it is there whole or not at all."""
    draft = cluster.pgdata.with_name("data.new")
    shutil.rmtree(draft, ignore_errors=True)
    with _password_file(cluster) as password:
        postgres_programs.must(
            cluster.data,
            *("initdb", f"--pgdata={draft}", "--username=postgres", f"--pwfile={password}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"),
            *("--locale-provider=builtin", "--locale=C.UTF-8"),
        )
    with (draft / "postgresql.conf").open("a") as conf:
        conf.write("\ninclude = 'hebe.conf'\ninclude = 'local.conf'\n")
    draft.rename(cluster.pgdata)


@contextmanager
def _password_file(cluster: Cluster) -> Iterator[Path]:
    """Write the password where initdb reads it; what a killed start left is written over."""
    path = postgres_folder.home(cluster.data) / "password.new"
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(keys.superuser_password())
    user = postgres_folder.server_user(cluster.data)
    if user:
        shutil.chown(path, user.uid, user.gid)
    try:
        yield path
    finally:
        path.unlink()


def _start(cluster: Cluster) -> None:
    settings = postgres_settings.lines(cluster.socket_dir, throwaway=cluster.throwaway)
    # What the server cannot read it refuses to start without: skipped, it would be open.
    _write_for_server(cluster, "hebe.conf", settings)
    if not (cluster.pgdata / "local.conf").exists():
        _write_for_server(cluster, "local.conf", "# Your own settings; they win over all.\n")
    if cluster.log.exists() and cluster.log.stat().st_size > 10_000_000:
        cluster.log.replace(cluster.log.with_suffix(".old"))
    arguments = ("start", "-w", "-s", "-t", str(START_SECONDS), "-l", str(cluster.log))
    give_up = time.monotonic() + 15
    _forget_dead_server(cluster)
    while (done := _pg_ctl(cluster, *arguments)).returncode:
        # Children of a killed server need a moment to notice that it is gone.
        lingering = any(sign in _tail(cluster.log) for sign in STILL_LEAVING)
        if not lingering or time.monotonic() > give_up:
            raise PostgresProblem(
                f"The embedded PostgreSQL did not start.\n{done.stderr}{_tail(cluster.log)}"
            )
        time.sleep(0.5)
        _forget_dead_server(cluster)


def _write_for_server(cluster: Cluster, name: str, text: str) -> None:
    path = cluster.pgdata / name
    path.write_text(text)
    path.chmod(0o600)
    user = postgres_folder.server_user(cluster.data)
    if user:
        shutil.chown(path, user.uid, user.gid)


def _forget_dead_server(cluster: Cluster) -> None:
    """Remove the marks of a killed server, whose number may belong to somebody new."""
    marks = (cluster.pgdata / "postmaster.pid", cluster.socket_dir / f".s.PGSQL.{PORT}.lock")
    for mark in marks:
        with suppress(FileNotFoundError, IndexError, ValueError):
            if not _is_server(int(mark.read_text().split()[0])):
                mark.unlink()


def _is_server(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return bool(process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _ensure_roles(cluster: Cluster) -> None:
    give_up = time.monotonic() + START_SECONDS
    while True:
        try:
            with psycopg.connect(cluster.dsn("postgres", "postgres"), autocommit=True) as conn:
                postgres_roles.ensure(conn)
            break
        except psycopg.errors.InvalidPassword as problem:
            raise PostgresProblem(
                f"The database in {cluster.pgdata} was made under another master key."
            ) from problem
        except psycopg.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.2)


def _stop(cluster: Cluster) -> None:
    if (cluster.pgdata / "postmaster.pid").exists():
        mode = "immediate" if cluster.throwaway else "fast"
        _pg_ctl(cluster, "stop", "-w", "-s", "-m", mode, "-t", str(START_SECONDS))


def _pg_ctl(cluster: Cluster, act: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    where = ("-D", str(cluster.pgdata))
    return postgres_programs.run(cluster.data, "pg_ctl", act, *where, *arguments)


def _tail(log: Path, lines: int = 8) -> str:
    text = log.read_text(errors="replace") if log.exists() else ""
    return "\n".join(text.splitlines()[-lines:])
