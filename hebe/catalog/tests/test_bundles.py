"""create_bundle, update_bundle, retire_bundle and what they are found by."""

from datetime import date, timedelta

import pytest

from hebe.access.registry import PERMISSIONS
from hebe.catalog.errors import BundleTooSmall, CodeTaken, PieceNotOnOffer
from hebe.catalog.models import Bundle, BundleLine
from hebe.catalog.queries import bundle_list, get_bundle
from hebe.catalog.services import (
    Piece,
    create_bundle,
    marks_of,
    retire_bundle,
    retire_item,
    update_bundle,
)
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile
from hebe.tenancy.context import working_for

DAY = date(2027, 1, 4)


@pytest.fixture
def typed(botox, facial):
    return {
        "name": "焕颜套餐",
        "price_fen": 300_000,
        "lines": [Piece(botox.pk), Piece(facial.pk)],
    }


def test_marketing_designs_a_bundle_and_everybody_finds_it(actor_named, nurse, typed, group):
    bundle = create_bundle(actor_named("marketing"), **typed)
    assert (bundle.code, bundle.listed_fen, bundle.saving_fen) == ("TC0001", 318_000, 18_000)
    for words in ("焕颜", "hytc", "TC0001"):
        assert list(bundle_list(nurse, search=words)) == [bundle]
    told = Audit.objects.of(group).get(act="BundleCreated").data["after"]
    assert (told["price_fen"], len(told["lines"])) == (300_000, 2)


def test_it_may_cost_more_than_its_pieces(gm, typed):
    assert create_bundle(gm, **typed | {"price_fen": 400_000}).saving_fen == -82_000


@pytest.mark.parametrize("role", ["frontdesk", "cashier", "doctor", "finance"])
def test_others_only_look(actor_named, typed, glow, group, role):
    actor = actor_named(role)
    for act in (
        lambda: create_bundle(actor, **typed),
        lambda: update_bundle(actor, bundle_id=glow.pk, price_fen=1),
        lambda: retire_bundle(actor, bundle_id=glow.pk),
    ):
        with pytest.raises(Forbidden):
            act()
    assert get_bundle(actor, glow.pk).price_fen == 350_000
    assert Bundle.objects.of(group).count() == 1


def test_one_piece_is_no_bundle_but_two_of_one_thing_are(gm, typed, botox, group):
    for lines in ([], [Piece(botox.pk)]):
        with pytest.raises(BundleTooSmall):
            create_bundle(gm, **typed | {"lines": lines})
    assert Bundle.objects.of(group).count() == 0
    assert create_bundle(gm, **typed | {"lines": [Piece(botox.pk, quantity=2)]}).pk


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"price_fen": 0}, "price_fen"),
        ({"valid_from": DAY, "valid_to": DAY - timedelta(days=1)}, "valid_to"),
        ({"lines": [Piece(), Piece()]}, "lines"),
        ({"lines": [Piece(1, 1)]}, "lines"),
        ({"lines": [Piece(1, quantity=100)]}, "lines"),
    ],
)
def test_what_does_not_fit_is_named(gm, typed, group, changes, field):
    with pytest.raises(Invalid) as told:
        create_bundle(gm, **typed | changes)
    assert told.value.field == field
    assert Bundle.objects.of(group).count() == 0


def test_a_taken_code_is_refused(gm, typed, glow):
    with pytest.raises(CodeTaken):
        create_bundle(gm, code=glow.code, **typed)


def test_only_what_is_on_offer_goes_into_a_bundle(gm, typed, facial, group):
    retire_item(gm, item_id=facial.pk)
    with pytest.raises(PieceNotOnOffer) as refused:
        create_bundle(gm, **typed)
    assert facial.name in str(refused.value)
    assert Bundle.objects.of(group).count() == 0
    draft = create_bundle(gm, **typed | {"is_active": False})
    with pytest.raises(PieceNotOnOffer):
        update_bundle(gm, bundle_id=draft.pk, is_active=True)


def test_its_lines_are_replaced_and_the_audit_says_how(gm, glow, laser, group):
    lines = [Piece(laser.pk, quantity=3)]
    changed = update_bundle(gm, bundle_id=glow.pk, lines=lines, valid_to=DAY)
    assert [(x.sold.name, x.quantity) for x in changed.lines.all()] == [("皮秒祛斑", 3)]
    assert BundleLine.objects.of(group).count() == 1
    told = Audit.objects.of(group).get(act="BundleChanged").data
    assert told["after"] == {"lines": [[laser.pk, None, 3]], "valid_to": "2027-01-04"}
    update_bundle(gm, bundle_id=glow.pk, lines=lines)
    assert Audit.objects.of(group).filter(act="BundleChanged").count() == 1


def test_who_saves_second_overwrites_nobody(gm, glow, laser):
    seen = marks_of(get_bundle(gm, glow.pk))
    update_bundle(gm, bundle_id=glow.pk, price_fen=340_000)
    with pytest.raises(ChangedMeanwhile):
        update_bundle(gm, bundle_id=glow.pk, seen=seen, price_fen=330_000)
    two = [Piece(laser.pk, quantity=2)]
    changed = update_bundle(gm, bundle_id=glow.pk, seen=seen, lines=two)
    assert (changed.price_fen, changed.lines.count()) == (340_000, 1)


def test_a_bundle_leaves_the_offer_and_comes_back(gm, glow, group):
    for _twice in range(2):
        assert not retire_bundle(gm, bundle_id=glow.pk).is_active
    assert not bundle_list(gm).exists()
    for _twice in range(2):
        assert update_bundle(gm, bundle_id=glow.pk, is_active=True).is_active
    acts = Audit.objects.of(group).filter(act__in=("BundleRetired", "BundleChanged"))
    assert acts.count() == 2


def test_what_can_be_sold_today_is_within_its_days_and_whole(gm, glow, facial):
    update_bundle(gm, bundle_id=glow.pk, valid_from=DAY, valid_to=DAY)
    found = [bundle_list(gm, day=DAY + timedelta(days=n)).count() for n in (-1, 0, 1)]
    assert found == [0, 1, 0]
    retire_item(gm, item_id=facial.pk)
    assert not bundle_list(gm, day=DAY).exists()
    assert get_bundle(gm, glow.pk).missing == [facial.name]


def test_the_rival_neither_sees_nor_uses_ours(rival, glow, botox, group):
    with working_for(rival.group_id):
        assert not bundle_list(rival, is_active=None).exists()
        for act in (update_bundle, retire_bundle):
            with pytest.raises(NotFound):
                act(rival, bundle_id=glow.pk)
        with pytest.raises(NotFound):
            create_bundle(rival, name="抄", price_fen=1, lines=[Piece(botox.pk, quantity=2)])
    assert Bundle.objects.of(group).get().price_fen == 350_000


def test_whoever_edits_what_is_offered_also_puts_it_together():
    editors, designers = (
        set(PERMISSIONS[code].roles.split()) for code in ("catalog.edit", "catalog.bundles")
    )
    assert editors | {"marketing"} == designers
