"""Run the whole of Hebe on one machine: database, web server and worker, until told to stop."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

import psycopg

from hebe.config import listening, prepare, processes, values
from hebe.config.postgres import PostgresProblem

STEADY_SECONDS = 60
MAX_PAUSE = 30.0
# Past every proxy that the environment names: it would not know this machine from its own.
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
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
class Tended:
    """What is started again when it ends, ever more patiently."""

    started: float = 0.0
    pause: float = 1.0
    due: float = field(default_factory=time.monotonic)

    def is_due(self) -> bool:
        """Say whether it is time for the next try."""
        return time.monotonic() >= self.due

    def put_off(self) -> float:
        """Wait twice as long as last time, unless it ran well for a while; return seconds."""
        lived = time.monotonic() - self.started
        self.pause = 1.0 if lived > STEADY_SECONDS else min(self.pause * 2, MAX_PAUSE)
        self.due = time.monotonic() + self.pause
        return self.pause


@dataclass
class Database(Tended):
    """The embedded database: killed, or stopped by a full disk, it is started again."""

    def tend(self) -> None:
        """Start the database when it has ended; a start that fails is tried again later."""
        if not self.is_due():
            return
        try:
            if prepare.revive_database():
                self.started = time.monotonic()
                say("The database had ended; it runs again.")
        except (PostgresProblem, OSError, psycopg.OperationalError) as problem:
            say(f"{problem}\nThe database is tried again in {self.put_off():.0f} s.")
            self.started = time.monotonic()


@dataclass
class Child(Tended):
    """A process of ours."""

    name: str = ""
    command: str = ""
    process: subprocess.Popen[bytes] | None = None

    def tend(self) -> None:
        """Start the process when it is due; note its end."""
        if self.process and (code := self.process.poll()) is not None:
            self.process = None
            wait = self.put_off()
            say(f"{self.name} ended with {code}; starting it again in {wait:.0f} s.")
        if not self.process and self.is_due():
            self._start()

    def _start(self) -> None:
        self.started = time.monotonic()
        try:
            self.process = processes.start(self.command)
        except OSError as problem:
            wait = self.put_off()
            say(f"{self.name} could not start: {problem}; trying again in {wait:.0f} s.")

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
    port = values.PORT.read()
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup wants it ignored
        signal.signal(signal.SIGHUP, _interrupt)
    if problem := listening.problem(port):
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
    database = Database()
    children = [
        Child(name="The web server", command="web"),
        Child(name="The worker", command="worker"),
    ]
    began, ready = time.monotonic(), False
    try:
        while True:
            database.tend()
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
        with DIRECTLY.open(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Unwind once; whoever is impatient does not cut the cleaning up short."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
