"""create_item, update_item, retire_item."""

import pytest

from hebe.catalog.errors import CodeTaken
from hebe.catalog.models import Item
from hebe.catalog.queries import (
    get_item,
    item_list,
    items_at,
    price_history,
    standing_of,
)
from hebe.catalog.services import Need, create_item, marks_of, need_of, retire_item, update_item
from hebe.compliance.errors import RedLine
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile
from hebe.tenancy.context import working_for


@pytest.fixture
def create(gm, shelf):
    def with_changes(actor=None, **changes):
        fields = {
            "name": "光子嫩肤",
            "category_id": shelf.pk,
            "department": "dermatology",
            "technique": "energy",
            "catalogue_name": "强脉冲光治疗",
            "price_fen": 128_000,
        }
        return create_item(actor or gm, **fields | changes)

    return with_changes


def names(rows):
    return [row.name for row in rows]


def test_an_item_goes_on_offer_under_the_next_code(create):
    assert [create(name=name).code for name in ("光子嫩肤", "水光针")] == ["XM0001", "XM0002"]


def test_it_is_found_by_name_pinyin_initials_and_code(create, doctor):
    create()
    create(name="热玛吉·面部", catalogue_name="射频治疗")
    for words in ("嫩肤", "guang zi", "guangzi", "gznf", "XM0001", "GZNF"):
        assert names(item_list(doctor, search=words)) == ["光子嫩肤"]
    assert names(item_list(doctor)) == ["光子嫩肤", "热玛吉·面部"]


def test_a_taken_code_is_refused(create, group):
    create(code="IPL")
    with pytest.raises(CodeTaken):
        create(code="IPL")
    assert Item.objects.of(group).count() == 1


def test_an_unclassified_medical_item_stays_off_offer(create, group):
    with pytest.raises(RedLine) as told:
        create(name="线雕提升", technique="thread", catalogue_name="")
    assert told.value.rule_id == "LIC-04"
    assert Item.objects.of(group).count() == 0
    create(name="线雕提升", technique="thread", catalogue_name="", is_active=False)


def test_an_item_that_no_store_is_licensed_for_is_refused(create):
    with pytest.raises(RedLine) as told:
        create(
            name="牙齿美白", department="dental", technique="none", catalogue_name="牙齿漂白"
        )
    assert told.value.rule_id == "LIC-02"


def test_one_licensed_store_is_enough(create, doctor, jingan, xuhui):
    eyes = create(
        name="双眼皮", department="surgery", technique="surgery", level=1,
        catalogue_name="重睑成形术",
    )  # fmt: skip
    assert [s.is_allowed for s in standing_of(doctor, eyes)] == [True, False]
    assert names(items_at(doctor, jingan)) == ["双眼皮"]
    assert names(items_at(doctor, xuhui)) == []


def test_surgery_above_the_grade_of_every_store_is_refused(create):
    with pytest.raises(RedLine) as told:
        create(
            name="隆胸", department="surgery", technique="surgery", level=2,
            catalogue_name="隆乳术",
        )  # fmt: skip
    assert told.value.rule_id == "LIC-03"


def test_a_laser_is_not_sold_as_life_beauty(create):
    with pytest.raises(RedLine) as told:
        create(name="激光美容", kind="life", department="life", catalogue_name="")
    assert told.value.rule_id == "LIC-07"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "长" * 81}, "name"),
        ({"duration_minutes": 0}, "duration_minutes"),
        ({"turnaround_minutes": 721}, "turnaround_minutes"),
        ({"price_fen": -1}, "price_fen"),
        ({"kind": "magic"}, "kind"),
        ({"needs": [Need("room", "cellar")]}, "needs"),
        ({"needs": [Need("car", "red")]}, "needs"),
        ({"needs": [Need("device", " ")]}, "needs"),
        ({"needs": [Need("person", "doctor", quantity=10)]}, "needs"),
        ({"needs": [Need("person", "nurse", from_minute=20, for_minutes=20)]}, "needs"),
        ({"needs": [Need("person", "nurse")] * 13}, "needs"),
        ({"needs": []}, "needs"),
        ({"department": "life"}, "department"),
        ({"kind": "life"}, "department"),
        ({"level": 2}, "level"),
        ({"department": "surgery"}, "level"),
        ({"department": "surgery", "level": 1, "catalogue_name": "隆乳术"}, "level"),
        ({"catalogue_name": "隆乳术"}, "department"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_kept(create, group, changes, field):
    with pytest.raises(Invalid) as told:
        create(**changes)
    assert told.value.field == field
    assert Item.objects.of(group).count() == 0


def test_a_changed_price_leaves_a_trace(create, director, group):
    item = create()
    update_item(director, item_id=item.pk, price_fen=118_000)
    assert get_item(director, item.pk).price_fen == 118_000
    kept = Audit.objects.of(group).get(act="ItemChanged").data
    assert (kept["before"], kept["after"]) == ({"price_fen": 128_000}, {"price_fen": 118_000})


def test_saving_without_a_change_tells_nothing(create, director, group):
    item = create()
    update_item(director, item_id=item.pk, name=item.name)
    assert not Audit.objects.of(group).filter(act="ItemChanged").exists()


def test_a_change_may_not_make_an_offer_unlawful(create, director):
    item = create()
    with pytest.raises(RedLine):
        update_item(director, item_id=item.pk, catalogue_name="")
    assert get_item(director, item.pk).catalogue_name == "强脉冲光治疗"


def test_a_retired_item_leaves_the_list_and_may_return(create, director):
    item = create()
    retire_item(director, item_id=item.pk)
    assert names(item_list(director)) == []
    assert names(item_list(director, is_active=None)) == ["光子嫩肤"]
    update_item(director, item_id=item.pk, is_active=True)
    assert names(item_list(director)) == ["光子嫩肤"]


@pytest.mark.parametrize("who", ["doctor", "frontdesk", "finance", "stranger"])
def test_few_may_edit(request, who, create, group):
    actor = request.getfixturevalue(who)
    item = create()
    for act in (
        lambda: create(actor),
        lambda: update_item(actor, item_id=item.pk, price_fen=1),
        lambda: retire_item(actor, item_id=item.pk),
    ):
        with pytest.raises(Forbidden):
            act()
    assert Item.objects.of(group).get().price_fen == 128_000


def test_a_stranger_sees_no_list(stranger, create):
    create()
    with pytest.raises(Forbidden):
        item_list(stranger)


def test_a_neighbour_finds_and_changes_nothing(create, rival):
    item = create(code="IPL")
    with working_for(rival.group_id):
        assert names(item_list(rival, is_active=None)) == []
        for act in (
            lambda: get_item(rival, item.pk),
            lambda: update_item(rival, item_id=item.pk, price_fen=1),
            lambda: retire_item(rival, item_id=item.pk),
            lambda: create(rival),
        ):
            with pytest.raises(NotFound):
                act()


def test_the_list_costs_two_queries(create, doctor, django_assert_num_queries):
    create()
    create(name="水光针")
    with django_assert_num_queries(2):
        assert [item.needs_doctor for item in item_list(doctor)] == [True, True]
    with django_assert_num_queries(2):
        assert [item.category.name for item in item_list(doctor)] == ["注射", "注射"]


def test_a_price_keeps_its_history_and_a_second_editor_overwrites_nobody(create, director):
    item = create(price_fen=128_000)
    seen = marks_of(item)
    update_item(director, item_id=item.pk, price_fen=138_000)
    update_item(director, item_id=item.pk, price_fen=128_000, unit="部位", seen=seen)
    kept = get_item(director, item.pk)
    assert (kept.price_fen, kept.unit) == (138_000, "部位")
    with pytest.raises(ChangedMeanwhile) as told:
        update_item(director, item_id=item.pk, price_fen=148_000, seen=seen)
    assert told.value.now == {"price_fen": 138_000}
    assert [price.fen for price in price_history(director, kept)] == [138_000, 128_000]


def test_an_item_takes_several_people_for_parts_of_its_time(create, doctor):
    numbed = [
        Need("person", "nurse", for_minutes=20),
        Need("person", "doctor", 2, from_minute=20, is_named=True),
        Need("room", "laser"),
    ]
    made = create(duration_minutes=60, needs=numbed)
    kept = get_item(doctor, made.pk)
    assert [need_of(need) for need in kept.needed] == numbed
    assert kept.needs_doctor


def test_what_it_usually_takes_is_taken_when_nothing_is_said(create):
    assert [need_of(n) for n in create().needed] == [Need("person", "doctor", is_named=True)]
    bath = {"kind": "life", "department": "life", "technique": "care", "catalogue_name": ""}
    made = create(name="补水", **bath)
    assert [need_of(n) for n in made.needed] == [Need("person", "carer")]
    assert not made.needs_doctor


def test_a_shorter_item_must_fit_what_it_takes(create, director, doctor):
    late = [Need("person", "doctor", from_minute=20)]
    made = create(duration_minutes=60, needs=late)
    with pytest.raises(Invalid) as told:
        update_item(director, item_id=made.pk, duration_minutes=20)
    assert told.value.field == "needs"
    assert get_item(doctor, made.pk).duration_minutes == 60


def test_two_who_change_what_it_takes_do_not_overwrite_each_other(create, director, gm):
    item = create()
    seen = marks_of(item)
    update_item(director, item_id=item.pk, needs=[Need("person", "nurse")])
    with pytest.raises(ChangedMeanwhile):
        update_item(gm, item_id=item.pk, needs=[Need("person", "advisor")], seen=seen)
    assert [n.what for n in get_item(director, item.pk).needed] == ["nurse"]
    changed = Audit.objects.of(director).get(act="ItemChanged").data
    assert list(changed["after"]) == ["needs"]
