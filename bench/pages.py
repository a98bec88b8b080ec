"""The main pages over HTTP, asked for by eight clients: at work, and without a pause."""

import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
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
ASKED = 30
ASKED_AT_WORK = 9
LOOKED_AT = (0.5, 1.5)  # seconds that somebody at work looks at a page before the next
READY_SECONDS = 30
WARM = 2  # first answers of a client that do not count
GOAL_MS = 150
PAGES = (
    ("today's work", "manager", "/"),
    ("customers", "director", "/customers/"),
    ("customers, searched", "director", "/search/?q=王"),
    ("a customer", "consultant", "/customers/{customer}/"),
    ("her timeline", "consultant", "/customers/{customer}/timeline/"),
    ("calendar", "frontdesk", "/calendar/"),
    ("calendar's day", "frontdesk", "/calendar/day/"),
    ("visit board", "frontdesk", "/board/"),
    ("board, asked again", "frontdesk", "/board/lanes/?v={board}"),
    ("till", "cashier", "/till/"),
    ("orders", "director", "/orders/"),
    ("records", "doctor", "/records/"),
    ("to-dos", "manager", "/todos/"),
    ("numbers", "director", "/numbers/"),
    ("catalogue", "manager", "/catalog/"),
    ("staff", "manager", "/staff/"),
    ("audit trail", "admin", "/audit/"),
)


def queries(group: Group) -> dict[str, int]:
    """Return how many queries each page asks, warm."""
    return {name: _queries(login, path) for name, login, path in _addresses(group)}


def measure(group: Group, small: dict[str, int]) -> list[Row]:
    """Return p50 and p95 of every page, and whether it asks as much as of a small clinic."""
    asked = queries(group)
    rows = []
    with _server():
        for name, login, path in _addresses(group):
            cookie = _cookie(login)
            rows.append(
                Row(f"page: {name}, queries", asked[name], "", f"small {small[name]}", None,
                    "no more", asked[name] <= small[name])
            )  # fmt: skip
            rows += _times(name, "", _at_once(cookie, path))
            rows += _times(name, " at work", _at_work(cookie, path))
    return rows


def _times(name: str, how: str, seconds: list[float]) -> list[Row]:
    tail = p95(seconds)
    return [
        Row(f"page: {name}, p50{how}", p50(seconds), "ms"),
        Row(f"page: {name}, p95{how}", tail, "ms", "", None, f"< {GOAL_MS}", tail < GOAL_MS),
    ]


def _addresses(group: Group) -> Iterator[tuple[str, str, str]]:
    with working_for(group.pk):
        mine = Visit.objects.of(group).filter(customer__advisor__user__login="consultant")
        customer = mine.order_by("id").values_list("customer_id", flat=True)[0]
    board = _signed_in("frontdesk").get("/board/").content.decode()
    known = {"customer": customer, "board": board.partition("?v=")[2].partition("&")[0]}
    for name, login, path in PAGES:
        yield name, login, quote(path.format(**known), safe="/?=")


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
def _server() -> Iterator[None]:
    """Run the real web server on a port of its own."""
    os.environ["PORT"] = str(PORT)
    server = start("web")
    try:
        for _ in range(READY_SECONDS * 10):
            if _answers():
                break
            time.sleep(0.1)
        else:
            raise RuntimeError("the web server did not start")
        yield
    finally:
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


def _at_once(cookie: str, path: str) -> list[float]:
    """Let eight clients ask for one page, each again as soon as it is answered."""
    return _asked(cookie, path, ASKED, (0, 0))


def _at_work(cookie: str, path: str) -> list[float]:
    """Let eight clients ask for one page, each looking at it before she asks again."""
    return _asked(cookie, path, ASKED_AT_WORK, LOOKED_AT)


def _asked(cookie: str, path: str, times: int, pause: tuple[float, float]) -> list[float]:
    def client(number: int) -> list[float]:
        rng = random.Random(number)
        http = HTTPConnection("127.0.0.1", PORT, timeout=60)
        answers = []
        for _ in range(times):
            answers.append(_get(http, path, cookie))
            time.sleep(rng.uniform(*pause))
        bad = {status for status, _seconds in answers} - {200, 204}
        if bad:
            raise RuntimeError(f"{path} answered {bad}")
        return [seconds for _status, seconds in answers[WARM:]]

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [seconds for times in pool.map(client, range(CLIENTS)) for seconds in times]
