"""A real browser on the real screens."""

import os

import pytest
from playwright.sync_api import sync_playwright

from hebe.architecture.cast import PASSWORD, user_of
from hebe.config.chromium import find

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs beside the tests
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDTHS = {"phone": (390, 844), "desktop": (1440, 900)}


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=find(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=sorted(WIDTHS))
def size(request):
    return WIDTHS[request.param]


@pytest.fixture
def sign_in(chromium, live_server, group, jingan, size):
    """Return a page on which a log-in of the cast has signed in by keyboard."""
    contexts = []

    def act(login):
        user_of(group, login, jingan)
        context = chromium.new_context(
            base_url=live_server.url,
            locale="zh-CN",
            viewport={"width": size[0], "height": size[1]},
        )
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto("/")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(live_server.url + "/")
        return page

    yield act
    for context in contexts:
        context.close()
