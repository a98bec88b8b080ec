"""How the embedded PostgreSQL is tuned."""

from pathlib import Path

import psutil

from hebe.config.postgres_folder import PORT

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


def lines(socket_dir: Path, *, throwaway: bool) -> str:
    """Return the settings file of a server; a throw-away one trades safety for speed."""
    chosen = COMMON | (THROWAWAY if throwaway else LASTING | _memory())
    chosen["unix_socket_directories"] = str(socket_dir).replace("'", "''")
    said = [f"{name} = '{value}'\n" for name, value in chosen.items()]
    return "# Written by Hebe.\n" + "".join(said)


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
