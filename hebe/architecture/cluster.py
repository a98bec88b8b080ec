"""One throw-away PostgreSQL for a test run; loaded by `-p` before Django reads its settings."""

import os
import shutil
import tempfile
from pathlib import Path

from hebe.config.postgres import ensure_cluster, stop

DATA = os.environ.get("HEBE_TEST_DATA")
if DATA is None:
    DATA = tempfile.mkdtemp(prefix="hebe-test-")
    os.environ["HEBE_TEST_DATA"] = DATA
    os.environ["HEBE_TEST_OWNER"] = str(os.getpid())
os.environ["HEBE_DATA"] = DATA
os.environ.pop("DATABASE_URL", None)


def _is_first():
    return os.environ.get("HEBE_TEST_OWNER") == str(os.getpid())


def pytest_configure(config):
    """Start one cluster for all test processes."""
    if _is_first():
        Path(DATA).chmod(0o755)
        config.hebe_cluster = ensure_cluster(Path(DATA), throwaway=True)


def pytest_unconfigure(config):
    """Stop the cluster and forget it."""
    cluster = getattr(config, "hebe_cluster", None)
    if cluster is not None:
        stop(cluster)
        shutil.rmtree(DATA, ignore_errors=True)
