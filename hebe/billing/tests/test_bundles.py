"""A bundle on an order: ordinary lines that cost the bundle's price together."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hebe.billing.errors import BundleStaysWhole, NotOnOffer
from hebe.billing.models import OrderLine
from hebe.billing.rules import apportion
from hebe.billing.services import Wanted, add_line, change_line, open_order, remove_line
from hebe.catalog.services import (
    Piece,
    create_bundle,
    retire_bundle,
    retire_item,
    update_bundle,
)
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound

WEIGHTS = st.lists(st.integers(0, 10**8), min_size=1, max_size=40)


@given(st.integers(0, 10**9), WEIGHTS, st.randoms())
def test_shares_add_up_and_do_not_depend_on_the_order(fen, weights, rng):
    shares = apportion(fen, weights)
    assert sum(shares) == fen
    assert all(share >= 0 for share in shares)
    mixed = list(weights)
    rng.shuffle(mixed)
    pairs = zip(mixed, apportion(fen, mixed), strict=True)
    assert Counter(pairs) == Counter(zip(weights, shares, strict=True))


@given(st.integers(0, 10**9), WEIGHTS)
def test_a_share_is_within_a_fen_of_its_part(fen, weights):
    whole = sum(weights)
    for weight, share in zip(weights, apportion(fen, weights), strict=True):
        assert not whole or abs(share - fen * weight / whole) < 1.001


@pytest.fixture
def order(frontdesk, jingan, qin_lan, laser):
    return open_order(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(laser.pk)]
    )


def bundled(group):
    return OrderLine.objects.of(group).exclude(bundle=None).order_by("pk")


def test_a_bundle_becomes_lines_that_cost_its_price(frontdesk, order, glow, group):
    lines = add_line(frontdesk, order_id=order.pk, wanted=Wanted(bundle_id=glow.pk))
    assert [(x.name, x.quantity, x.price_fen) for x in lines] == [
        ("肉毒毒素·除皱", 1, 248_731),
        ("补水护理", 1, 33_757),
        ("补水护理", 2, 33_756),
    ]
    order.refresh_from_db()
    assert order.total_fen == 198_000 + 350_000
    assert {(x.bundle_id, x.bundle_name) for x in bundled(group)} == {(glow.pk, "焕颜套餐")}
    assert lines[0].explain == [["list", 280_000, ""], ["bundle", -31_269, "焕颜套餐"]]


def test_two_bundles_cost_twice_as_much(frontdesk, order, glow, group):
    add_line(frontdesk, order_id=order.pk, wanted=Wanted(bundle_id=glow.pk, quantity=2))
    assert sum(x.amount_fen for x in bundled(group)) == 700_000
    assert sum(x.quantity for x in bundled(group)) == 8


def test_free_pieces_cost_nothing_and_dear_bundles_are_shared_too(
    boss, frontdesk, order, botox, facial, group
):
    facial.price_fen = 0
    facial.save()
    pieces = [Piece(botox.pk), Piece(facial.pk)]
    dear = create_bundle(boss, name="尊享", price_fen=300_000, lines=pieces)
    lines = add_line(frontdesk, order_id=order.pk, wanted=Wanted(bundle_id=dear.pk))
    assert [x.amount_fen for x in lines] == [300_000, 0]
    assert lines[0].explain[1] == ["bundle", 20_000, "尊享"]


def test_a_line_keeps_the_bundles_name_of_that_day(boss, frontdesk, order, glow, group):
    add_line(frontdesk, order_id=order.pk, wanted=Wanted(bundle_id=glow.pk))
    update_bundle(boss, bundle_id=glow.pk, name="新名", price_fen=1)
    order.refresh_from_db()
    assert (bundled(group)[0].bundle_name, order.total_fen) == ("焕颜套餐", 548_000)


def test_a_piece_is_not_changed_alone_and_all_of_it_is_taken_off(manager, order, glow, group):
    lines = add_line(manager, order_id=order.pk, wanted=Wanted(bundle_id=glow.pk))
    for changes in ({"quantity": 2}, {"price_fen": 100, "reason": "老客户"}):
        with pytest.raises(BundleStaysWhole):
            change_line(manager, line_id=lines[0].pk, **changes)
    assert remove_line(manager, line_id=lines[1].pk).total_fen == 198_000
    assert not bundled(group).exists()


def test_what_is_not_sold_today_is_refused(boss, frontdesk, order, glow, facial, group):
    wanted = Wanted(bundle_id=glow.pk)

    def refused(name):
        with pytest.raises(NotOnOffer) as told:
            add_line(frontdesk, order_id=order.pk, wanted=wanted)
        assert name in str(told.value)

    update_bundle(
        boss, bundle_id=glow.pk, valid_to=clock.today("Asia/Shanghai").replace(year=2020)
    )
    refused(glow.name)
    update_bundle(boss, bundle_id=glow.pk, valid_to=None)
    retire_item(boss, item_id=facial.pk)
    refused(facial.name)
    retire_bundle(boss, bundle_id=glow.pk)
    refused(glow.name)
    assert not bundled(group).exists()


def test_it_is_one_thing_at_its_own_price(manager, order, glow, botox, group):
    for wanted in (
        Wanted(botox.pk, bundle_id=glow.pk),
        Wanted(bundle_id=glow.pk, price_fen=1, reason="熟人"),
        Wanted(bundle_id=glow.pk, quantity=0),
        Wanted(bundle_id=glow.pk, quantity=400),
        Wanted(),
    ):
        with pytest.raises(Invalid):
            add_line(manager, order_id=order.pk, wanted=wanted)
    with pytest.raises(NotFound):
        add_line(manager, order_id=order.pk, wanted=Wanted(bundle_id=999_999))
    assert not bundled(group).exists()


def test_who_may_not_sell_sells_no_bundle(nurse, order, glow, group):
    with pytest.raises(Forbidden):
        add_line(nurse, order_id=order.pk, wanted=Wanted(bundle_id=glow.pk))
    assert not bundled(group).exists()


def test_of_two_bundles_sold_one_after_the_other_one_leaves(frontdesk, order, glow, group):
    first, second = (
        add_line(frontdesk, order_id=order.pk, wanted=Wanted(bundle_id=glow.pk))
        for _once in range(2)
    )
    remove_line(frontdesk, line_id=second[1].pk)
    assert list(bundled(group)) == first
    order.refresh_from_db()
    assert order.total_fen == 198_000 + 350_000
