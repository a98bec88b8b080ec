"""How gunicorn serves Hebe: `gunicorn -c python:hebe.config.web_server`."""

import os
import socket
import sys
from typing import Any

from hebe.config import listening, values
from hebe.config.processes import GRACE_SECONDS, SUPERVISED

SECONDS_TO_SPEAK = 5  # how long the kernel keeps a connection that says nothing

bind = [f"{host}:{values.PORT.read()}" for host in listening.hosts()]
# Loaded once and then forked: a quick start, and no first page that has to wait.
preload_app = True
workers = values.WEB_WORKERS.read()
worker_class = "gthread"
threads = values.WEB_THREADS.read()
# A connection that is kept stays with its process, and eight may all stay with one while the
# other idles. So each request comes anew, to whichever process has a thread to spare.
keepalive = 0
worker_connections = threads
timeout = 60
graceful_timeout = 1 if SUPERVISED in os.environ else GRACE_SECONDS
loglevel = "warning"
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Take connections once they speak: what a browser opens in advance costs no thread.

    Only Linux can; elsewhere such a connection holds a thread for some seconds.
    """
    if sys.platform != "linux":
        return
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SECONDS_TO_SPEAK)
