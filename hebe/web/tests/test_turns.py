"""Pages of one process take turns; nobody waits long, and acts do not wait."""

import threading
import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from hebe.kernel.outside import going_outside
from hebe.web import turns

LONG = 10  # seconds that no test ever takes


class Page:
    """A page that is only done when told."""

    def __init__(self):
        self.reached, self.told = threading.Event(), threading.Event()

    def __call__(self, _request):
        self.reached.set()
        assert self.told.wait(LONG)
        return HttpResponse()


@pytest.fixture
def in_the_background():
    threads = []

    def begin(page, method="get"):
        request = getattr(RequestFactory(), method)("/")
        thread = threading.Thread(target=turns.taking_turns(page), args=(request,))
        threads.append(thread)
        thread.start()
        return thread

    yield begin
    for thread in threads:
        thread.join(LONG)


def test_a_page_waits_for_the_one_before_it(in_the_background, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 6 * LONG)
    first, second = Page(), Page()
    first_thread = in_the_background(first)
    assert first.reached.wait(LONG)
    in_the_background(second)

    assert not second.reached.wait(0.05)
    first.told.set()
    first_thread.join(LONG)
    assert second.reached.wait(LONG)
    second.told.set()


def test_nobody_waits_long_behind_a_slow_page(in_the_background):
    slow, quick = Page(), Page()
    in_the_background(slow)
    assert slow.reached.wait(LONG)
    in_the_background(quick)

    assert quick.reached.wait(LONG)
    quick.told.set()
    slow.told.set()


def test_an_act_does_not_wait_for_pages(in_the_background, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 6 * LONG)
    page, act = Page(), Page()
    in_the_background(page)
    assert page.reached.wait(LONG)
    in_the_background(act, "post")

    assert act.reached.wait(LONG)
    act.told.set()
    page.told.set()


def waiting():
    return len(turns._turns._queue)


def wait_for(state):
    until = time.monotonic() + LONG
    while not state():
        assert time.monotonic() < until
        time.sleep(0.001)


def test_turns_come_in_the_order_of_asking(in_the_background, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 6 * LONG)
    pages = [Page() for _number in range(4)]
    for number, page in enumerate(pages):
        in_the_background(page)
        wait_for(lambda number=number: pages[0].reached.is_set() and waiting() == number)

    for page, later in zip(pages, [*pages[1:], None], strict=True):
        assert page.reached.wait(LONG)
        assert later is None or not later.reached.is_set()
        page.told.set()


def test_whoever_gave_up_is_not_given_a_turn():
    line = turns.Turns()
    assert line.wait(0)
    assert not line.wait(0.001)
    line.pass_on()
    assert line.wait(0)


def test_a_page_that_waits_for_another_machine_lets_the_next_one_go(
    in_the_background, monkeypatch
):
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 6 * LONG)
    outside, next_one = Page(), Page()

    def page(request):
        going_outside()
        return outside(request)

    in_the_background(page)
    assert outside.reached.wait(LONG)
    in_the_background(next_one)

    assert next_one.reached.wait(LONG)
    next_one.told.set()
    outside.told.set()
