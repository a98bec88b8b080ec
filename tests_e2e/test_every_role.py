"""Every place of every role opens: no fault, no complaint of the browser, nothing missing."""

import re

import pytest

from hebe.access.choices import BuiltinRole
from tests_e2e.person import NO_DRAWER

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PLACES = "aside.h-side a.h-nav"
ADDRESSES = "links => links.map(link => link.getAttribute('href'))"


def listen(page):
    """Return a list that fills with what the browser complains of."""
    said = []
    page.on(
        "console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda r: said.append(str(r.status)) if r.status >= 400 else None)
    return said


def open_drawers(page, opened):
    """Open the page's drawers that were not opened yet, and close them again."""
    for link in page.locator("main a[data-drawer]").filter(visible=True).all():
        kind = re.sub(r"\d+|\?.*", "", link.get_attribute("href"))
        if kind in opened:
            continue
        opened.add(kind)
        link.click()
        page.wait_for_selector("#drawer[open] h2")
        page.keyboard.press("Escape")
        page.wait_for_selector(NO_DRAWER, state="attached")


def test_every_place_of_every_role_opens(people, client_of, live_server, clinic, qin_lan):
    somebody = people("frontdesk", signed_in=False)
    page, opened, complaints = somebody.page, set(), []
    said = listen(page)
    for role in BuiltinRole.values:
        session = client_of(role).cookies["sessionid"].value
        page.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": live_server.url}]
        )
        somebody.goes("/")
        places = page.locator(PLACES).evaluate_all(ADDRESSES)
        assert len(places) > 1, role
        for place in places:
            somebody.goes(place)
            open_drawers(page, opened)
            complaints += [f"{role} {place}: {text}" for text in said]
            said.clear()
    assert complaints == []
