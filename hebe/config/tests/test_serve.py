"""A process that ends is started again, ever more patiently."""

import socket
import time

import pytest

from hebe.config import processes, serve


class Ended:
    def __init__(self, code):
        self.code = code

    def poll(self):
        return self.code


def test_a_child_that_keeps_ending_is_given_more_and_more_time(monkeypatch, capsys):
    monkeypatch.setattr(processes, "start", lambda command: Ended(3))
    child = serve.Child("The worker", "worker")
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
    child = serve.Child("The web server", "web", pause=16.0)
    child.due = 0.0
    child.tend()
    child.started = time.monotonic() - 3600
    child.tend()

    assert child.pause == 1.0


def test_a_taken_port_is_named_with_the_next_one():
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert f"PORT={port + 1} make run" in serve.port_problem(port)


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused_in_words(monkeypatch, capsys, port):
    monkeypatch.setenv("PORT", port)

    assert serve.serve() == 1
    assert "PORT is a number" in capsys.readouterr().out
