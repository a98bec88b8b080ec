"""The processes that serve: how each is started, alone or under `hebe serve`."""

import ctypes
import os
import signal
import subprocess
import sys

STOP_SECONDS = 12
SUPERVISED = "HEBE_SUPERVISED"
PR_SET_PDEATHSIG = 1


def start(command: str) -> subprocess.Popen[bytes]:
    """Start `hebe COMMAND` apart from our terminal's signals."""
    return subprocess.Popen(
        [sys.executable, "-m", "hebe.config.cli", command],
        env={**os.environ, SUPERVISED: str(os.getpid())},
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


def become_web_server() -> None:
    """Turn this process into gunicorn; does not return."""
    options = {
        "bind": f"0.0.0.0:{os.environ.get('PORT') or 8000}",
        "worker-class": "gthread",
        "workers": os.environ.get("HEBE_WEB_WORKERS", "2"),
        "threads": os.environ.get("HEBE_WEB_THREADS", "4"),
        "timeout": "60",
        "graceful-timeout": str(STOP_SECONDS - 4),
        "log-level": "warning",
    }
    chosen = [f"--{name}={value}" for name, value in options.items()]
    gunicorn = [sys.executable, "-m", "gunicorn", "--no-control-socket", *chosen]
    os.execv(sys.executable, [*gunicorn, "hebe.config.wsgi:application"])
