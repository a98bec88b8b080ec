"""Which host names Hebe answers to."""

import socket

from hebe.config import values

# A page elsewhere can point a name of its own at the clinic's server and speak to it through a
# colleague's browser (DNS rebinding). It cannot do so by address, and only an address ends in
# a number (WHATWG URL, host parsing): so every IPv4 address is fine, and no foreign name is.
ADDRESSES = [f".{number}" for number in range(256)]


def named(names: str) -> list[str]:
    """Return the names to answer to: those given, separated by commas, or this machine's own.

    Of this machine are its name (also as the network says it, `.local` and `.lan`), localhost
    and any IPv4 address. SettingProblem for what is no name.

    >>> named("clinic.example, hebe.lan")
    ['clinic.example', 'hebe.lan']
    """
    return values.hosts(names) or [*own_names(), *ADDRESSES]


def own_names() -> list[str]:
    """Return the names by which this machine is called on its own network."""
    full = socket.gethostname().lower() or "localhost"
    short = full.partition(".")[0]
    return [
        "localhost",
        "[::1]",
        *dict.fromkeys([full, short, f"{short}.local", f"{short}.lan"]),
    ]
