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

from hebe.config import keys, postgres_folder, postgres_programs, postgres_roles
from hebe.config.postgres_folder import PORT, PostgresProblem, embedded_settings

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
COMMON = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "max_connections": "100",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements and rows hold what patients told their doctor: none of it goes into the log.
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_error_verbosity": "terse",
}
LASTING = {
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "idle_in_transaction_session_timeout": "10min",
}
THROWAWAY = {
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "5s",
}


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
        if not is_running(cluster):
            _start(cluster)
        _ensure_roles(cluster)
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
    return _run(cluster, "pg_isready", "-q", "-h", host, "-p", str(PORT)).returncode in {0, 1}


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


def _memory() -> dict[str, str]:
    """Return what the server may keep in memory: an eighth of the machine's, at most 2 GB.

    Large enough to hold the search index of a million customers, small enough to leave the
    machine to web server and worker.
    """
    whole = psutil.virtual_memory().total // 2**20
    return {
        "shared_buffers": f"{min(max(whole // 8, 128), 2048)}MB",
        "effective_cache_size": f"{max(whole // 2, 512)}MB",
    }


def _initialise(cluster: Cluster) -> None:
    """Make the cluster beside its place and rename it: it is there whole or not at all."""
    draft = cluster.pgdata.with_name("data.new")
    shutil.rmtree(draft, ignore_errors=True)
    with _password_file(cluster) as password:
        _must(
            cluster,
            *("initdb", f"--pgdata={draft}", "--username=postgres", f"--pwfile={password}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"),
            *("--locale-provider=builtin", "--locale=C.UTF-8"),
        )
    with (draft / "postgresql.conf").open("a") as conf:
        conf.write("\ninclude_if_exists = 'hebe.conf'\ninclude_if_exists = 'local.conf'\n")
    (draft / "local.conf").write_text("# Your own settings; they win over all others.\n")
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
    _write_settings(cluster)
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


def _write_settings(cluster: Cluster) -> None:
    chosen = COMMON | (THROWAWAY if cluster.throwaway else LASTING | _memory())
    chosen["unix_socket_directories"] = str(cluster.socket_dir).replace("'", "''")
    lines = [f"{name} = '{value}'\n" for name, value in chosen.items()]
    (cluster.pgdata / "hebe.conf").write_text("# Written by Hebe.\n" + "".join(lines))


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
    return _run(cluster, "pg_ctl", act, "-D", str(cluster.pgdata), *arguments)


def _must(cluster: Cluster, program: str, *arguments: str) -> None:
    done = _run(cluster, program, *arguments)
    if done.returncode:
        raise PostgresProblem(f"{program} failed.\n{done.stdout}{done.stderr}")


def _run(cluster: Cluster, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one PostgreSQL program as the server's user, apart from our terminal's signals."""
    user = postgres_folder.server_user(cluster.data)
    return subprocess.run(
        [postgres_programs.program(name, user), *arguments],
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )


def _tail(log: Path, lines: int = 8) -> str:
    text = log.read_text(errors="replace") if log.exists() else ""
    return "\n".join(text.splitlines()[-lines:])
