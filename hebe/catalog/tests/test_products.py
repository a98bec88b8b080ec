"""create_category, create_product, update_product."""

import pytest

from hebe.catalog.errors import CodeTaken, NameTaken
from hebe.catalog.models import Category, Product
from hebe.catalog.queries import category_list, get_product, product_list
from hebe.catalog.services import create_category, create_product, update_product
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.tenancy.context import working_for

BOTOX = {
    "name": "保妥适 100U",
    "unit": "瓶",
    "price_fen": 380_000,
    "registration_no": "国药准字S20990001",
}


def test_a_product_gets_the_next_code_and_is_found(gm, nurse):
    product = create_product(gm, **BOTOX)
    assert product.code == "SP0001"
    for words in ("保妥适", "SP0001", "S2099"):
        assert list(product_list(nurse, search=words)) == [product]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"unit": ""}, "unit"),
        ({"price_fen": -1}, "price_fen"),
        ({"registration_no": "进口原装"}, "registration_no"),
    ],
)
def test_what_does_not_fit_is_named(gm, group, changes, field):
    with pytest.raises(Invalid) as told:
        create_product(gm, **BOTOX | changes)
    assert told.value.field == field
    assert Product.objects.of(group).count() == 0


def test_a_taken_code_is_refused(gm):
    create_product(gm, code="BTX", **BOTOX)
    with pytest.raises(CodeTaken):
        create_product(gm, code="BTX", **BOTOX)


def test_a_product_may_leave_the_offer(gm):
    product = create_product(gm, **BOTOX)
    update_product(gm, product_id=product.pk, is_active=False)
    assert not product_list(gm).exists()
    assert get_product(gm, product.pk).is_active is False


def test_a_shelf_has_its_own_name(gm, group):
    create_category(gm, name="养发")
    with pytest.raises(NameTaken):
        create_category(gm, name=" 养发 ")
    with pytest.raises(Invalid):
        create_category(gm, name=" ")
    with pytest.raises(Invalid):
        create_category(gm, name="养" * 41)
    assert [c.name for c in category_list(gm)] == ["养发"]


@pytest.mark.parametrize("who", ["cashier", "warehouse", "stranger"])
def test_few_may_edit(request, who, gm, group):
    actor = request.getfixturevalue(who)
    product = create_product(gm, **BOTOX)
    for act in (
        lambda: create_product(actor, **BOTOX),
        lambda: update_product(actor, product_id=product.pk, price_fen=1),
        lambda: create_category(actor, name="养发"),
    ):
        with pytest.raises(Forbidden):
            act()
    assert Product.objects.of(group).get().price_fen == 380_000
    assert Category.objects.of(group).count() == 0


def test_a_neighbour_sees_and_changes_nothing(gm, rival):
    product = create_product(gm, **BOTOX)
    with working_for(rival.group_id):
        assert not product_list(rival, is_active=None).exists()
        for act in (
            lambda: get_product(rival, product.pk),
            lambda: update_product(rival, product_id=product.pk, price_fen=1),
        ):
            with pytest.raises(NotFound):
                act()
