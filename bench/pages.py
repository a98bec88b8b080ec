"""The main pages over HTTP, each held against a bare signed-in page, round by round.

Eight clients without a pause; all ask for the bare page, then all for the page, and so on, so
that neither waits behind the other. The ratio of the medians counts, and that of the server's
processor time stands beside it. Milliseconds say something about the machine alone.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.rows import Row, p50, p95
from hebe.config.demo import log_ins
from hebe.config.processes import start
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group
from hebe.visits.models import Visit

PORT = 8719
CLIENTS = 8
ROUNDS, ASKED = 4, 6
BARE = "/bench/bare/"
READY_SECONDS = 30
WARM = 2  # first answers of a client, which do not count
# At most so many times the bare page: lists, and the pages that gather a whole day or person.
LIST, WHOLE = 4.0, 7.0
PAGES = (
    ("today's work", "manager", "/", WHOLE),
    ("customers", "director", "/customers/", LIST),
    ("customers, searched", "director", "/search/?q=王", LIST),
    ("a customer", "consultant", "/customers/{customer}/", WHOLE),
    ("her timeline", "consultant", "/customers/{customer}/timeline/", WHOLE),
    ("calendar", "frontdesk", "/calendar/", WHOLE),
    ("calendar's day", "frontdesk", "/calendar/day/", WHOLE),
    ("visit board", "frontdesk", "/board/", WHOLE),
    ("board, asked again", "frontdesk", "/board/lanes/?v={board}", LIST),
    ("till", "cashier", "/till/", WHOLE),
    ("orders", "director", "/orders/", LIST),
    ("records", "doctor", "/records/", LIST),
    ("to-dos", "manager", "/todos/", LIST),
    ("numbers", "director", "/numbers/", WHOLE),
    ("catalogue", "manager", "/catalog/", LIST),
    ("staff", "manager", "/staff/", LIST),
    ("audit trail", "admin", "/audit/", LIST),
)


def queries(group: Group) -> dict[str, int]:
    """Return how many queries each page asks, warm."""
    return {name: _queries(login, path) for name, login, path, _goal in _addresses(group)}


def measure(group: Group, small: dict[str, int]) -> list[Row]:
    """Return what every page costs in bare pages, and whether it asks as much as in the small.

    The bare page and the page are asked for in turn by the same clients.
    """
    asked = queries(group)
    rows = []
    with _server() as server:
        for name, login, path, goal in _addresses(group):
            rows.append(
                Row(f"page: {name}, queries", asked[name], "", f"small {small[name]}", None,
                    "no more", asked[name] <= small[name])
            )  # fmt: skip
            cookie = _cookie(login)
            rows += _held_against(name, goal, *_in_turn(server.pid, cookie, path))
    return rows


@dataclass(slots=True)
class Cost:
    """What one page costs: seconds a client waits, milliseconds of the server's processor."""

    seconds: list[float] = field(default_factory=list)
    processor_ms: float = 0.0

    @property
    def each_ms(self) -> float:
        """Return the processor time of one answer."""
        return self.processor_ms / (ROUNDS * ASKED * CLIENTS)


def _held_against(name: str, goal: float, bare: Cost, page: Cost) -> list[Row]:
    middle, tail = p50(page.seconds), p95(page.seconds)
    ratio = middle / p50(bare.seconds)
    return [
        Row(f"page: {name}", middle, "ms", f"bare {p50(bare.seconds):.1f}", ratio,
            f"<= {goal:g}", ratio <= goal),
        Row(f"page: {name}, p95", tail, "ms", f"bare {p95(bare.seconds):.1f}",
            tail / p95(bare.seconds)),
        Row(f"page: {name}, processor", page.each_ms, "ms", f"bare {bare.each_ms:.1f}",
            page.each_ms / bare.each_ms if bare.each_ms else None),
    ]  # fmt: skip


def _spent_ms(pid: int) -> float:
    """Return the processor time of a process and all below it (proc(5), utime and stime)."""
    parents, spent = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        parents[int(folder.name)] = int(fields[1])
        spent[int(folder.name)] = int(fields[11]) + int(fields[12])
    ours = {pid}
    while more := {child for child, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(spent.get(one, 0) for one in ours) * 1000 / os.sysconf("SC_CLK_TCK")


def _addresses(group: Group) -> Iterator[tuple[str, str, str, float]]:
    with working_for(group.pk):
        mine = Visit.objects.of(group).filter(customer__advisor__user__login="consultant")
        customer = mine.order_by("id").values_list("customer_id", flat=True).first()
    if customer is None:
        raise RuntimeError("the consultant has nobody yet: the demo's first day was not told")
    board = _signed_in("frontdesk").get("/board/").content.decode()
    known = {"customer": customer, "board": board.partition("?v=")[2].partition("&")[0]}
    for name, login, path, goal in PAGES:
        yield name, login, quote(path.format(**known), safe="/?="), goal


def _signed_in(login: str) -> Client:
    client = Client(headers={"host": "localhost"})
    client.post("/sign-in/", {"login": login, "password": log_ins.PASSWORD})
    return client


def _queries(login: str, path: str) -> int:
    client = _signed_in(login)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code not in {200, 204}:
        raise RuntimeError(f"{path} answered {answer.status_code} for {login}")
    return len(captured)


def _cookie(login: str) -> str:
    cookies = _signed_in(login).cookies
    return "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())


@contextmanager
def _server() -> "Iterator[subprocess.Popen[bytes]]":
    """Run the real web server on a port of its own, with the bare page beside the others."""
    os.environ["PORT"] = str(PORT)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    server = start("web")
    try:
        for _ in range(READY_SECONDS * 10):
            if _answers():
                break
            time.sleep(0.1)
        else:
            raise RuntimeError("the web server did not start")
        yield server
    finally:
        os.environ["DJANGO_SETTINGS_MODULE"] = "hebe.config.settings"
        server.terminate()
        server.wait(20)


def _answers() -> bool:
    try:
        return _get(HTTPConnection("127.0.0.1", PORT, timeout=5), "/healthz", "")[0] == 200
    except OSError:
        return False


def _get(http: HTTPConnection, path: str, cookie: str) -> tuple[int, float]:
    start = time.perf_counter()
    http.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = http.getresponse()
    answer.read()
    return answer.status, time.perf_counter() - start


def _in_turn(pid: int, cookie: str, path: str) -> tuple[Cost, Cost]:
    """Return what the bare page and a page cost, asked for round by round."""
    costs = {BARE: Cost(), path: Cost()}
    for address in costs:
        _asked(cookie, address, WARM)
    for _round in range(ROUNDS):
        for address, cost in costs.items():
            before = _spent_ms(pid)
            cost.seconds += _asked(cookie, address, ASKED)
            cost.processor_ms += _spent_ms(pid) - before
    return costs[BARE], costs[path]


def _asked(cookie: str, path: str, times: int) -> list[float]:
    """Let eight clients ask for a page, each again as soon as it is answered."""

    def client(_number: int) -> list[float]:
        http = HTTPConnection("127.0.0.1", PORT, timeout=60)
        answers = [_get(http, path, cookie) for _ in range(times)]
        bad = {status for status, _seconds in answers} - {200, 204}
        if bad:
            raise RuntimeError(f"{path} answered {bad}")
        return [seconds for _status, seconds in answers]

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [one for answers in pool.map(client, range(CLIENTS)) for one in answers]
