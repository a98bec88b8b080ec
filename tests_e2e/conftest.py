"""A real browser on the real screens, before a clinic on a fixed Monday morning."""

import os
from threading import Lock, Thread
from time import sleep

import pytest
import time_machine
from django.contrib.staticfiles import handlers
from django.core.signals import request_finished, request_started
from django.db import connections
from django.test.testcases import _StaticFilesHandler
from playwright.sync_api import sync_playwright
from procrastinate.contrib.django import app as queue

from hebe.architecture.cast import PASSWORD, user_of
from hebe.care.demo import load as load_follow_up_steps
from hebe.config.chromium import find
from hebe.customers.services import index_customers
from hebe.scheduling.models import Resource
from hebe.staff.models import Shift
from tests_e2e.person import SIZES, Person

# Pages name the files as collected; the live server would serve them by the packages' names.
handlers.StaticFilesHandler = _StaticFilesHandler
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs beside the tests
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=find(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def size():
    """Return how wide the screens are; tests parametrize it."""
    return "desktop"


@pytest.fixture
def today(monday):
    """It is ten past nine on Monday; move it on with `today.move_to`."""
    with time_machine.travel(monday("09:10")) as now:
        yield now


@pytest.fixture
def people(chromium, live_server, group, jingan, size, today):
    """Return a function that lets a log-in of the cast sign in before a fresh screen.

    When the test is over, none of the screens may have reported a fault.
    """
    before = []

    def act(login, *, signed_in=True):
        user_of(group, login, jingan)
        context = chromium.new_context(
            base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai", **SIZES[size]
        )
        context.set_default_timeout(20_000)
        person = Person(context.new_page())
        before.append(person)
        if signed_in:
            person.sign_in(login, PASSWORD)
        return person

    yield act
    faults = {fault for person in before for fault in person.faults}
    for person in before:
        person.page.context.close()
    _await_quiet()
    assert faults == set()


BUSY = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""


class UnderWay:
    """Counts the requests that the server in this process has not yet answered."""

    def __init__(self):
        self.count, self._guard = 0, Lock()

    def began(self, **_signal):
        with self._guard:
            self.count += 1

    def ended(self, **_signal):
        with self._guard:
            self.count -= 1


under_way = UnderWay()
request_started.connect(under_way.began)
request_finished.connect(under_way.ended)


def _await_quiet():
    """Wait until the server answers nobody any more: it would lock what is cleaned up.

    A page that waits for its turn asks the database for nothing, and yet it will.
    """
    quiet = 0
    for _look in range(200):
        with connections["default"].cursor() as cursor:
            cursor.execute(BUSY)
            is_quiet = not cursor.fetchone()[0] and under_way.count <= 0
        quiet = quiet + 1 if is_quiet else 0
        if quiet == 3:
            return
        sleep(0.05)


@pytest.fixture
def on_duty(group, jingan, dr_chen, dr_lin, zhou_ke, nurse_fang, jiang, monday):
    """Everybody works from nine to nine."""
    for member in (dr_chen, dr_lin, zhou_ke, nurse_fang, jiang):
        Shift.objects.of(group).create(
            group_id=group.pk, member=member, store=jingan, day=monday("09:00").date(),
            starts_at=monday("09:00"), ends_at=monday("21:00"),
        )  # fmt: skip


@pytest.fixture
def clinic(group, jingan, boss, botox, laser, on_duty, today):
    """Everybody is on duty, the laser has its room, and follow-ups have their steps."""
    places = (("room", "laser", "光电室 1"), ("device", "pico", "皮秒 1 号机"))
    for kind, its_type, name in places:
        Resource.objects.of(group).create(
            group_id=group.pk, store=jingan, kind=kind, type=its_type, name=name
        )
    load_follow_up_steps(boss)
    return group


@pytest.fixture
def qin_lan(qin_lan, boss):
    """Return her as she is when entered on screen: found by every search."""
    index_customers(boss, [qin_lan.pk])
    return qin_lan


@pytest.fixture
def worker(transactional_db):
    """Return a function that lets the real worker do all that waits in the queue."""

    def work():
        try:
            queue.with_connector(queue.connector.get_worker_connector()).run_worker(
                wait=False, install_signal_handlers=False, listen_notify=False, concurrency=1
            )
        finally:
            connections.close_all()

    def until_done():
        thread = Thread(target=work)
        thread.start()
        thread.join()

    return until_done
