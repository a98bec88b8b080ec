"""Where the web server listens: every IPv4 address, and this machine itself by IPv6."""

import errno
import socket

EVERYWHERE, ITSELF = "0.0.0.0", "[::1]"


def hosts() -> list[str]:
    """Return the addresses to listen at, as gunicorn writes them."""
    return [EVERYWHERE, ITSELF] if _speaks_ipv6() else [EVERYWHERE]


def problem(port: int) -> str:
    """Return why that port cannot be listened on; empty when it can."""
    for host in hosts():
        try:
            _try(host.strip("[]"), port)
        except OSError as refused:
            if refused.errno == errno.EADDRINUSE:
                return f"Port {port} is taken. Choose another: PORT={port + 1} make run"
            return f"Port {port} cannot be used: {refused.strerror}."
    return ""


def _speaks_ipv6() -> bool:
    try:
        _try("::1", 0)
    except OSError:
        return False
    return True


def _try(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
