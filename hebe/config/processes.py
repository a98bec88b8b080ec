"""The processes that serve: how each is started, alone or under `hebe serve`."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time

STOP_SECONDS = 1.2  # what web server and worker have under `hebe serve`, before they are killed
GRACE_SECONDS = 8  # what requests under way have where the web server runs alone
SUPERVISED = "HEBE_SUPERVISED"
PR_SET_PDEATHSIG = 1


def start(command: str) -> subprocess.Popen[bytes]:
    """Start `hebe COMMAND` apart from our terminal's signals.

    It is to end quickly when told: a job that does not look whether it should stop is cut,
    rolled back and taken up again by the next worker.
    """
    told = {
        SUPERVISED: str(os.getpid()),
        "PYTHONUTF8": "1",
        "PROCRASTINATE_WORKER_SHUTDOWN_GRACEFUL_TIMEOUT": "0.3",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "hebe.config.cli", command],
        env={**os.environ, **told},
        start_new_session=True,
    )


def end_with_supervisor() -> None:
    """On Linux, ask to be told to end when `hebe serve` is killed and cannot say so itself."""
    supervisor = os.environ.get(SUPERVISED)
    if not supervisor or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(supervisor):
        sys.exit("hebe serve has ended.")
    threading.Thread(target=_leave_after, args=(int(supervisor),), daemon=True).start()


def _leave_after(supervisor: int) -> None:
    """End for good soon after the supervisor, also where waiting for a dead database hangs."""
    while os.getppid() == supervisor:
        time.sleep(1)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def become_web_server() -> None:
    """Turn this process into gunicorn, as `hebe.config.web_server` says; does not return."""
    told = ["-c", "python:hebe.config.web_server", "hebe.config.wsgi:application"]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *told])
