"""Run the whole of Hebe on one machine: database, web server and worker, until told to stop."""

import errno
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from hebe.config import prepare, processes

STEADY_SECONDS = 60
MAX_PAUSE = 30.0
DEMO_LOGINS = (
    "frontdesk consultant advisor doctor nurse cashier manager director\n"
    "    gm callcenter warehouse marketing quality hr finance admin"
)
BANNER = """
  Hebe 赫柏 is ready: http://localhost:{port}/
  It took {seconds:.0f} s: {steps}.
{who}
  Ctrl-C stops everything.
"""
DEMO = """
  Demo log-ins, password hebe-demo:
    {logins}
    rival (another group)
"""
NO_CLINIC = """
  Nobody can sign in yet. In another terminal, make your clinic and its administrator:
    .venv/bin/hebe clinic create --name "…" --store "…" --login admin
"""


class Stopwatch:
    """Knows how long each step of the start took."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.steps: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time the block under a name."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.note(name, began)

    def note(self, name: str, began: float) -> None:
        """Remember a step that began then and ends now."""
        self.steps[name] = time.monotonic() - began

    def __str__(self) -> str:
        return ", ".join(f"{name} {took:.1f}" for name, took in self.steps.items())


@dataclass
class Child:
    """A process that is started again when it ends, ever more patiently."""

    name: str
    command: str
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    due: float = field(default_factory=time.monotonic)

    def tend(self) -> None:
        """Start the process when it is due; note its end."""
        if self.process and (code := self.process.poll()) is not None:
            lived = time.monotonic() - self.started
            self.pause = 1.0 if lived > STEADY_SECONDS else min(self.pause * 2, MAX_PAUSE)
            self.due = time.monotonic() + self.pause
            self.process = None
            say(f"{self.name} ended with {code}; starting it again in {self.pause:.0f} s.")
        if not self.process and time.monotonic() >= self.due:
            self.started = time.monotonic()
            self.process = processes.start(self.command)

    def ask_to_stop(self) -> None:
        """Tell the process to finish what it does and end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def see_off(self, give_up: float) -> None:
        """Wait for the end, and force it at `give_up`."""
        if not self.process:
            return
        try:
            self.process.wait(max(0.1, give_up - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def serve() -> int:
    """Prepare what is missing, run everything, stop it all on Ctrl-C or SIGTERM."""
    wanted = os.environ.get("PORT") or "8000"
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        say(f"PORT is a number from 1 to 65535, not {wanted!r}.")
        return 1
    port = int(wanted)
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup wants it ignored
        signal.signal(signal.SIGHUP, _interrupt)
    if problem := port_problem(port):
        say(problem)
        return 1
    try:
        _run(port)
    except KeyboardInterrupt:
        say("Stopped.")
    return 0


def say(text: str) -> None:
    """Speak to the terminal at once."""
    print(text, flush=True)


def _run(port: int) -> None:
    watch = Stopwatch()
    say("Preparing the files...")
    with watch.step("files"):
        prepare.prepare_files()
    say("Starting the database...")
    began = time.monotonic()
    with prepare.database():
        watch.note("database", began)
        with watch.step("tables"):
            prepare.prepare_database()
        say("Looking after the demo...")
        with watch.step("demo"):
            has_demo = prepare.prepare_demo()
        who = _who_may_enter(has_demo=has_demo)
        prepare.close_connections()
        _tend_children(port, watch, who)


def _who_may_enter(*, has_demo: bool) -> str:
    """Return what the banner says about log-ins; nothing for a clinic of its own."""
    if has_demo:
        return DEMO.format(logins=DEMO_LOGINS)
    return "" if prepare.has_clinic() else NO_CLINIC


def _banner(port: int, watch: Stopwatch, who: str) -> str:
    seconds = time.monotonic() - watch.began
    return BANNER.format(port=port, who=who, seconds=seconds, steps=watch)


def _tend_children(port: int, watch: Stopwatch, who: str) -> None:
    children = [Child("The web server", "web"), Child("The worker", "worker")]
    began, ready = time.monotonic(), False
    try:
        while True:
            if prepare.revive_database():
                say("The database had ended; it runs again.")
            for child in children:
                child.tend()
            if not ready and _is_ready(port):
                ready = True
                watch.note("web server and worker", began)
                say(_banner(port, watch, who))
            time.sleep(0.25)
    finally:
        say("Stopping...")
        _stop(children)


def _stop(children: list[Child]) -> None:
    """End all of them; the database writes out meanwhile what it would write at its own end."""
    give_up = time.monotonic() + processes.STOP_SECONDS
    for child in children:
        child.ask_to_stop()
    prepare.flush_database()
    for child in children:
        child.see_off(give_up)


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def port_problem(port: int) -> str:
    """Return why that port cannot be listened on; empty when it can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                return f"Port {port} is taken. Choose another: PORT={port + 1} make run"
            return f"Port {port} cannot be used: {problem.strerror}."
    return ""


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Unwind once; whoever is impatient does not cut the cleaning up short."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
