"""The frame around every page: who is there, where one can go, in which language."""

import re

import pytest
import time_machine

from hebe.tenancy.models import Store

PARTS = {
    "the search box": 'id="palette"',
    "the drawer": 'id="drawer"',
    "the confirmation": 'id="confirm"',
    "the phone's bottom bar": 'class="h-tabbar"',
    "the privacy switch": "data-privacy",
    "signing out": 'action="/sign-out/"',
    "skipping to the content": 'href="#main"',
}


@pytest.mark.parametrize("part", PARTS)
def test_every_page_has(client_of, part):
    assert PARTS[part] in client_of("frontdesk").get("/_kit/").content.decode()


def test_nothing_runs_that_the_page_itself_carries(client_of):
    reply = client_of("admin").get("/_kit/")
    page = reply.content.decode()
    assert "<script>" not in page
    assert " onclick=" not in page
    assert "script-src 'self';" in reply["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/security/", "/customers/tags/", "/_kit/"])
def test_no_two_things_of_a_page_share_a_name_for_labels(client_of, address):
    ids = re.findall(r' id="([^"]+)"', client_of("admin").get(address).content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_the_side_bar_shows_only_what_the_role_may_open(client_of):
    desk = client_of("frontdesk").get("/_kit/").content.decode()
    assert 'href="/customers/"' in desk
    assert "/roles/" not in desk


@pytest.mark.parametrize("address", ["/", "/numbers/", "/stores/{xuhui}/", "/staff/{member}/"])
def test_every_page_leads_to_the_other_stores(client_of, jingan, xuhui, dr_lin, address):
    address = address.format(xuhui=xuhui.pk, member=dr_lin.pk)
    page = client_of("admin").get(address).content.decode()
    shown = 'name="store" value="{}"{}>'
    assert shown.format(jingan.pk, ' aria-current="true"') in page
    assert shown.format(xuhui.pk, "") in page


def test_the_language_is_switched_from_any_page(client_of):
    client = client_of("frontdesk")
    assert 'lang="zh-Hans"' in client.get("/_kit/").content.decode()
    client.post("/language/", {"language": "en", "next": "/_kit/"})
    assert 'lang="en"' in client.get("/_kit/").content.decode()


@pytest.mark.parametrize(
    ("zone", "shown"), [("Asia/Shanghai", "10:07"), ("Asia/Tokyo", "11:07")]
)
def test_times_are_those_of_the_store_where_one_works(client_of, jingan, group, zone, shown):
    Store.objects.of(group).filter(pk=jingan.pk).update(timezone=zone)
    with time_machine.travel("2027-01-04T02:07:00Z", tick=False):
        assert shown in client_of("admin").get("/audit/").content.decode()


@pytest.mark.parametrize("address", ["/", "/customers/", "/numbers/"])
def test_no_page_is_seen_again_by_going_back_after_signing_out(client_of, address):
    assert "no-store" in client_of("manager").get(address)["Cache-Control"]
