"""`hebe serve` as a whole: ready, stopped in the middle of its work, ready again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil
import psycopg
import pytest

from hebe.config import postgres
from hebe.kernel import keys

READY_SECONDS = 300  # with every other test beside it; alone it takes a tenth
STOP_SECONDS = 3
BUSY_MACHINE = 2
TOLD = "SELECT done FROM jobs_job WHERE kind = 'demo.history'"


@pytest.fixture
def home(monkeypatch):
    folder = Path(tempfile.mkdtemp(prefix="hebe-run-"))
    folder.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PORT", str(free.getsockname()[1]))
    monkeypatch.setenv("HEBE_DATA", str(folder))
    monkeypatch.delenv("HEBE_DEMO", raising=False)
    yield folder
    postgres.stop(postgres.Cluster(folder))
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def run(home):
    """Start `hebe serve` and wait until it is ready; whatever is left is stopped afterwards."""
    started = []

    def start():
        command = [sys.executable, "-m", "hebe.config.cli", "serve"]
        process = subprocess.Popen(command, cwd=keys.ROOT, start_new_session=True)
        started.append(process)
        url = f"http://127.0.0.1:{os.environ['PORT']}/readyz"
        wait_for(lambda: process.poll() is not None or answers(url), READY_SECONDS)
        assert process.poll() is None
        return process

    yield start
    for process in started:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def wait_for(condition, seconds):
    give_up = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.2)


def days_told(home):
    dsn = postgres.Cluster(home).dsn("postgres")
    with psycopg.connect(dsn) as conn:
        row = conn.execute(TOLD).fetchone()
    return row[0] if row else 0


def everything_of(process, home):
    first_line = (home / "postgres/data/postmaster.pid").read_text().split()[0]
    return [
        *psutil.Process(process.pid).children(recursive=True),
        psutil.Process(process.pid),
        psutil.Process(int(first_line)),
    ]


def test_a_stop_in_the_middle_of_the_work_is_quick_and_the_next_start_goes_on(run, home):
    process = run()
    wait_for(lambda: days_told(home) > 0, READY_SECONDS)
    told = days_told(home)
    running = everything_of(process, home)
    assert len(running) >= 5

    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGINT)
    _gone, left = psutil.wait_procs(running, timeout=STOP_SECONDS + BUSY_MACHINE)

    assert not left
    assert process.wait(1) == 0
    run()
    wait_for(lambda: days_told(home) > told, READY_SECONDS)
