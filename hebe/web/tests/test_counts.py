"""What waits beside each place of the side bar: asked in one query, as far as one may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hebe.billing.services import Wanted, open_order
from hebe.web.counts import waiting
from hebe.web.nav import sections, tabs

BELL = "bell"
pytestmark = pytest.mark.django_db


@pytest.fixture
def orders(frontdesk, jingan, qin_lan, li_siyu, facial):
    for who in (qin_lan, li_siyu):
        open_order(frontdesk, store_id=jingan.pk, customer_id=who.pk, lines=[Wanted(facial.pk)])


def test_all_counts_take_one_query(cashier, orders):
    with CaptureQueriesContext(connection) as asked:
        counts = waiting(cashier)
    assert len(asked) == 1
    assert (counts["billing:till"], counts["visits:board"], counts[BELL]) == (2, 0, 0)


def test_nobody_counts_what_she_may_not_open(cashier, stranger, orders):
    assert "clinical:mine" not in waiting(cashier)
    assert waiting(stranger) == {BELL: 0}


def test_the_neighbour_counts_nothing_of_ours(rival, orders):
    assert set(waiting(rival).values()) == {0}


def test_the_side_bar_and_the_bottom_bar_show_the_same_count(cashier):
    places = [e for s in sections(cashier, "/", {"billing:till": 100}) for e in s.entries]
    till = next(entry for entry in places if entry.url == "/till/")
    assert till.count == "99+"
    assert till in tabs(cashier, "/", {"billing:till": 100})


def test_the_till_is_under_the_thumb_of_whoever_only_cashes(cashier, manager):
    assert tabs(cashier, "/", {})[1].url == "/till/"
    assert "/till/" not in {place.url for place in tabs(manager, "/", {})}
