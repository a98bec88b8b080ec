"""Fields are judged where the customer is, not by what the reader may elsewhere."""

from dataclasses import replace

import pytest

from hebe.access.actor import Grant
from hebe.architecture.cast import customer_of
from hebe.customers.models import Customer
from hebe.customers.queries import cards_of, customer_list, profile
from hebe.customers.queries.cards import with_card
from hebe.customers.services import update_customer
from hebe.customers.sheet import CUSTOMERS
from hebe.filters.registry import FIELDS
from hebe.kernel.errors import Forbidden
from hebe.visits.services import register_arrival


@pytest.fixture
def theirs(group, xuhui):
    return customer_of(
        group, xuhui, "王琳", "13800137777", allergies="青霉素", spent_fen=90_000
    )


@pytest.fixture
def split(manager, jingan, xuhui):
    """Return somebody with every right at one store, who sees customers of both."""
    both = Grant(frozenset([jingan.pk, xuhui.pk]))
    seen = {"customers.view": both, "customers.edit": both, "customers.export": both}
    return replace(manager, grants=dict(manager.grants) | seen)


def test_a_number_of_another_store_is_absent(split, theirs, qin_lan, group):
    rows = with_card(Customer.objects.of(group).order_by("pk"))
    by_name = {card.name: card for card in cards_of(split, rows)}
    assert by_name["秦兰"].phone == "13800138001"
    assert (by_name["王琳"].phone, by_name["王琳"].spent_fen) == (None, None)


def test_her_file_hides_what_one_may_not_see_there(split, theirs):
    she = profile(split, theirs.pk)
    assert (she.allergies, she.health, she.address, she.id_number) == (None, None, None, None)
    assert not [alert for alert in she.alerts if alert.kind == "allergy"]


def test_nor_does_one_write_it(split, theirs):
    with pytest.raises(Forbidden):
        update_customer(split, customer_id=theirs.pk, allergies="无")
    theirs.refresh_from_db()
    assert theirs.allergies == "青霉素"


def test_an_export_holds_no_more_than_the_screen(split, theirs, qin_lan):
    (card,) = CUSTOMERS.rows(split, [theirs.pk])
    assert (card.phone, card.spent_fen) == (None, None)


def test_nobody_filters_by_what_she_may_not_see_everywhere(split, manager):
    spent = FIELDS[Customer]["spent"]
    assert spent.is_for(manager)
    assert not spent.is_for(split)


def test_while_she_is_here_it_is_judged_here(split, boss, theirs, jingan):
    register_arrival(boss, store_id=jingan.pk, customer_id=theirs.pk)
    she = profile(split, theirs.pk)
    assert (she.card.phone, she.allergies) == ("13800137777", "青霉素")


def test_many_are_asked_about_at_once(split, group, xuhui, django_assert_num_queries):
    for n in range(5):
        customer_of(group, xuhui, f"王{n}", f"1380013770{n}")
    rows = list(with_card(customer_list(split)))
    with django_assert_num_queries(2):
        cards_of(split, rows)
