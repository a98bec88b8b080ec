"""A process that ends is started again, ever more patiently."""

import socket
import time
import urllib.request

import pytest

from hebe.config import listening, processes, serve
from hebe.config.postgres import PostgresProblem


class Ended:
    def __init__(self, code):
        self.code = code

    def poll(self):
        return self.code


def test_a_child_that_keeps_ending_is_given_more_and_more_time(monkeypatch, capsys):
    monkeypatch.setattr(processes, "start", lambda command: Ended(3))
    child = serve.Child(name="The worker", command="worker")
    pauses = []
    for _ in range(4):
        child.due = 0.0
        child.tend()
        child.tend()
        pauses.append(child.pause)

    assert pauses == [2.0, 4.0, 8.0, 16.0]
    assert "The worker ended with 3" in capsys.readouterr().out


def test_a_child_that_lived_long_is_back_at_once(monkeypatch):
    monkeypatch.setattr(processes, "start", lambda command: Ended(0))
    child = serve.Child(pause=16.0, name="The web server", command="web")
    child.due = 0.0
    child.tend()
    child.started = time.monotonic() - 3600
    child.tend()

    assert child.pause == 1.0


def test_a_process_that_the_machine_cannot_start_is_tried_again(monkeypatch, capsys):
    def full(command):
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(processes, "start", full)
    child = serve.Child(name="The worker", command="worker")
    child.tend()

    assert child.pause == 2.0
    assert "trying again in 2 s" in capsys.readouterr().out


def test_a_database_that_finds_no_room_is_tried_again_until_there_is_some(monkeypatch, capsys):
    answers = iter([PostgresProblem("No space left on device."), OSError("full"), True])

    def revive():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(serve.prepare, "revive_database", revive)
    database = serve.Database()
    for _ in range(3):
        database.due = 0.0
        database.tend()

    told = capsys.readouterr().out
    assert "No space left on device." in told
    assert "tried again in 2 s" in told
    assert told.endswith("it runs again.\n")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_taken_port_is_named_with_the_next_one(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as taken:
        taken.bind((host, 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert f"PORT={port + 1} make run" in listening.problem(port)


def test_the_probe_of_our_own_server_goes_past_every_proxy(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    handlers = {type(handler) for handler in serve.DIRECTLY.handlers}

    assert urllib.request.ProxyHandler not in handlers
