"""How connections come to the processes of the web server."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from hebe.config import web_server

STARTS = 50
APPLICATION = "wsgiref.simple_server:demo_app"


@pytest.fixture
def address():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["-m", "gunicorn", "-c", "python:hebe.config.web_server", APPLICATION]
    server = subprocess.Popen([sys.executable, *command], env={**os.environ, "PORT": str(port)})
    try:
        yield "127.0.0.1", port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def answered(host, port):
    with urlopen(f"http://{host}:{port}/", timeout=web_server.SECONDS_TO_SPEAK - 1) as answer:
        return answer


def started(host, port):
    for _ in range(STARTS):
        try:
            return answered(host, port)
        except URLError:
            time.sleep(0.1)
    raise AssertionError("the web server did not start")


def test_no_connection_stays_with_one_process(address):
    assert started(*address).headers["Connection"] == "close"


def test_connections_that_say_nothing_take_no_thread(address):
    started(*address)
    everybody = web_server.workers * web_server.worker_connections

    with ExitStack() as open_ones:
        for _ in range(everybody + 1):
            open_ones.enter_context(socket.create_connection(address))

        assert answered(*address).status == 200
