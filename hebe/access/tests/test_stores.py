"""Stores: editing, opening."""

from datetime import time

import pytest

from hebe.access.errors import NotWholeGroup, NotYourStore
from hebe.access.queries import get_store, store_list
from hebe.access.services import create_store, store_marks, update_store
from hebe.architecture.cast import only
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile
from hebe.tenancy.models import Store

pytestmark = pytest.mark.django_db


def test_a_store_is_edited_and_the_trail_knows_both(gm, jingan, group):
    update_store(gm, store_id=jingan.pk, opens_at=time(10), licensed_departments=["tcm"])
    kept = Store.objects.of(group).get(pk=jingan.pk)
    assert (kept.opens_at, kept.licensed_departments) == (time(10), ["tcm"])
    row = Audit.objects.of(group).get(act="StoreSaved")
    assert row.data["after"] == {"opens_at": "10:00:00", "licensed_departments": ["tcm"]}
    assert row.subject == f"tenancy.store:{jingan.pk}"


def test_nothing_changed_is_nothing_told(gm, jingan, group):
    update_store(gm, store_id=jingan.pk, name=jingan.name)
    assert not Audit.objects.of(group).filter(act="StoreSaved").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "}, {"name": "店" * 81}, {"timezone": "Moon/Base"},
        {"institution": "palace"}, {"licensed_departments": ["magic"]},
        {"licensed_departments": ["%(x)s"]}, {"group_id": 1},
        {"name": "徐汇店"},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(gm, jingan, xuhui, group, wrong):
    if wrong == {"name": "徐汇店"}:
        wrong = {"name": xuhui.name}
    with pytest.raises(Invalid):
        update_store(gm, store_id=jingan.pk, **wrong)
    assert Store.objects.of(group).get(pk=jingan.pk).name == jingan.name


def test_one_more_store_is_opened(gm, group):
    made = create_store(gm, code="pudong", name="浦东店", city="上海")
    assert Store.objects.of(group).get(code="pudong") == made
    with pytest.raises(Invalid):
        create_store(gm, code="pudong", name="别的店")


def test_a_right_at_one_store_reaches_that_store_alone(gm, jingan, xuhui):
    keeper = only(gm, "tenancy.stores", stores=[jingan.pk])
    assert list(store_list(keeper)) == [jingan]
    update_store(keeper, store_id=jingan.pk, city="上海市")
    with pytest.raises(NotYourStore):
        update_store(keeper, store_id=xuhui.pk, city="上海市")
    with pytest.raises(NotWholeGroup):
        create_store(keeper, code="pudong", name="浦东店")


def test_who_may_not_edit_stores_changes_nothing(manager, jingan, group):
    for act in (
        lambda: update_store(manager, store_id=jingan.pk, city="北京"),
        lambda: create_store(manager, code="pudong", name="浦东店"),
        lambda: store_list(manager),
    ):
        with pytest.raises(Forbidden):
            act()
    assert Store.objects.of(group).get(pk=jingan.pk).city == jingan.city


def test_the_rival_does_not_find_our_store(rival, jingan):
    with pytest.raises(NotFound):
        get_store(rival, jingan.pk)
    with pytest.raises(NotFound):
        update_store(rival, store_id=jingan.pk, city="北京")


def test_who_saves_second_overwrites_nobody(gm, jingan):
    seen = store_marks(jingan)
    update_store(gm, store_id=jingan.pk, seen=seen, phone="021-62345678")
    opened = {"phone": jingan.phone, "opens_at": time(10)}
    saved = update_store(gm, store_id=jingan.pk, seen=seen, **opened)
    assert (saved.phone, saved.opens_at) == ("021-62345678", time(10))
    with pytest.raises(ChangedMeanwhile):
        update_store(gm, store_id=jingan.pk, seen=seen, phone="021-60000000")
