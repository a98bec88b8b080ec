"""Run the whole of Hebe on one machine: database, web server and worker, until told to stop."""

import errno
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
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
{demo}
  Ctrl-C stops everything.
"""
DEMO = """
  Demo log-ins, password hebe-demo:
    {logins}
    rival (another group)
"""


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
    port = int(os.environ.get("PORT") or 8000)
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
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
    say("Preparing the files...")
    prepare.prepare_files()
    say("Starting the database...")
    with prepare.database():
        prepare.prepare_database()
        say("Looking after the demo...")
        has_demo = prepare.prepare_demo()
        prepare.close_connections()
        _tend_children(port, _banner(port, has_demo=has_demo))


def _banner(port: int, *, has_demo: bool) -> str:
    demo = DEMO.format(logins=DEMO_LOGINS) if has_demo else ""
    return BANNER.format(port=port, demo=demo)


def _tend_children(port: int, banner: str) -> None:
    children = [Child("The web server", "web"), Child("The worker", "worker")]
    ready = False
    try:
        while True:
            for child in children:
                child.tend()
            if not ready and _is_ready(port):
                ready = True
                say(banner)
            time.sleep(0.25)
    finally:
        say("Stopping...")
        give_up = time.monotonic() + processes.STOP_SECONDS
        for child in children:
            child.ask_to_stop()
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
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt
