"""search: what finds whom."""

from dataclasses import replace
from itertools import pairwise

import pytest
from django.db import connection, connections

from hebe.access.actor import Actor, Grant
from hebe.customers.queries import customers, search
from hebe.customers.services import add_contact, index_customers, set_team, update_customer
from hebe.customers.services.history import note_spending, note_visit
from hebe.customers.tests.plenty import plenty
from hebe.customers.tokens import hashed, wanted
from hebe.kernel.errors import Forbidden


def names(actor, text):
    return [hit.card.name for hit in search(actor, text)]


@pytest.fixture
def known(boss, enter):
    """Two customers who are easily mixed up, and one with a landline."""
    xiaomin, xiaomei = enter(), enter("张小梅", "13912345086", record_no="BL2021000417")
    add_contact(boss, customer_id=xiaomei.pk, kind="landline", value="021-62345678")
    add_contact(boss, customer_id=xiaomei.pk, kind="wechat", value="xiaomei_88")
    return xiaomin, xiaomei


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("张晓敏", {"张晓敏"}), ("晓敏", {"张晓敏"}), ("张", {"张晓敏", "张小梅"}),
        ("敏", {"张晓敏"}), ("zxm", {"张晓敏", "张小梅"}), ("xiaomin zhang", {"张晓敏"}),
        ("ZHANGXIAOMI", {"张晓敏"}),
        ("xm", {"张晓敏", "张小梅"}), ("5086", {"张晓敏", "张小梅"}),
        ("135086", {"张晓敏"}), ("138 0013 5086", {"张晓敏"}), ("+8613800135086", {"张晓敏"}),
        ("138 0013", {"张晓敏"}), ("+86 138 0013", {"张晓敏"}), ("0086-1380013", {"张晓敏"}),
        ("+86 21 6234 5678", {"张小梅"}), ("+86 21 6234", {"张小梅"}),
        ("(021) 62345", {"张小梅"}),
        ("１３８００１３５０８６", {"张晓敏"}),
        ("HB100001", {"张晓敏"}),
        ("hb100002", {"张小梅"}), ("100002", {"张小梅"}), ("0417", {"张小梅"}),
        ("BL2021000417", {"张小梅"}), ("021-62345678", {"张小梅"}), ("62345678", {"张小梅"}),
        ("2345678", {"张小梅"}), ("xiaomei_88", {"张小梅"}), ("张 5086", {"张晓敏", "张小梅"}),
        ("张小 5086", {"张小梅"}), ("李", set()), ("", set()), ("%", set()), ("'", set()),
        ("\x00", set()), ("9999", set()), ("<script>", set()),
    ],
)  # fmt: skip
def test_people_are_found_by_what_is_remembered_of_them(known, boss, text, found):
    assert set(names(boss, text)) == found


def test_who_came_lately_and_spent_more_stands_first(known, boss, monday):
    xiaomin, xiaomei = known
    note_spending(boss, customer_id=xiaomei.pk, amount_fen=5_000_000)
    assert names(boss, "张") == ["张小梅", "张晓敏"]
    note_visit(boss, customer_id=xiaomin.pk, day=monday("10:00").date().replace(year=2029))
    assert names(boss, "张") == ["张晓敏", "张小梅"]


def test_a_changed_name_and_number_are_found_and_the_old_ones_not(zhang, boss):
    update_customer(boss, customer_id=zhang.pk, name="章晓敏", phone="13700000001")
    assert names(boss, "章") == names(boss, "13700000001") == ["章晓敏"]
    assert names(boss, "张") == names(boss, "5086") == []


def test_a_number_is_masked_for_those_who_may_not_see_it(zhang, frontdesk, callcenter):
    assert search(frontdesk, "5086")[0].card.phone == "138****5086"
    assert search(callcenter, "5086")[0].card.phone == "13800135086"


@pytest.fixture
def own_only(consultant):
    """Return a consultant who reaches her own customers."""
    codes = {"customers.view": Grant(consultant.grants["customers.view"].stores, own=True)}
    return Actor(
        consultant.user_id, consultant.name, consultant.group_id,
        {**consultant.grants, **codes}, consultant.store_id,
    )  # fmt: skip


def test_a_consultant_finds_her_own_by_name(known, own_only, zhou_ke, boss):
    set_team(
        boss, customer_id=known[0].pk, advisor_id=zhou_ke.pk, doctor_id=None, carer_id=None
    )
    assert names(own_only, "张") == ["张晓敏"]


def test_who_reaches_a_whole_store_too_keeps_her_own_elsewhere(
    enter, consultant, zhou_ke, boss, jingan, xuhui
):
    mine = enter("马蕊", "13800131111", home_store_id=xuhui.pk)
    set_team(boss, customer_id=mine.pk, advisor_id=zhou_ke.pk, doctor_id=None, carer_id=None)
    enter("马兰", "13800132222", home_store_id=xuhui.pk)
    enter("马青", "13800133333", home_store_id=jingan.pk)
    whole = Grant(frozenset([jingan.pk])).widened(Grant(own=True))
    her = replace(consultant, grants=consultant.grants | {"customers.view": whole})
    assert set(names(her, "马")) == {"马蕊", "马青"}
    assert {row.name for row in customers(her)} == {"马蕊", "马青"}


@pytest.mark.parametrize("text", ["13912345086", "HB100002", "BL2021000417", "021-62345678"])
def test_a_full_number_finds_a_colleagues_customer(known, own_only, zhou_ke, text):
    (hit,) = search(own_only, text)
    assert (hit.card.name, hit.within_reach) == ("张小梅", False)
    assert (hit.card.phone, hit.card.birthday, hit.card.member_no) == (None, None, "")


@pytest.mark.parametrize("text", ["5086", "张小梅", "zxm", "2345678", "0417", "xiaomei_88"])
def test_less_than_a_full_number_does_not(known, own_only, zhou_ke, text):
    assert search(own_only, text) == []


def test_another_stores_customer_is_found_by_full_number(enter, frontdesk, xuhui):
    enter("马蕊", "13800131111", home_store_id=xuhui.pk)
    assert names(frontdesk, "马蕊") == []
    assert names(frontdesk, "13800131111") == ["马蕊"]


def test_a_stranger_may_not_search(stranger, zhang):
    with pytest.raises(Forbidden):
        search(stranger, "张")


def test_the_number_of_queries_does_not_depend_on_the_hits(
    known, boss, django_assert_num_queries
):
    with django_assert_num_queries(4):
        search(boss, "张")


def explain(tokens):
    """Run the real function's own statement under EXPLAIN, as the application."""
    with connections["owner"].cursor() as owner:
        owner.execute("SELECT pg_get_functiondef('customers_find'::regproc)")
        (source,) = owner.fetchone()
        source = source.replace("customers_find", "customers_find_plan")
        source = source.replace("TABLE(customer_id bigint, rank integer)", "SETOF text")
        source = source.replace("'SELECT s.customer_id", "'EXPLAIN SELECT s.customer_id")
        owner.execute(source.replace(" STABLE ", " VOLATILE "))
    with connection.cursor() as app:
        app.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles"
                    " WHERE rolname = current_user")  # fmt: skip
        assert app.fetchone() == ("hebe_app", False, False)
        app.execute("SELECT customers_find_plan(%s, 12)", [tokens])
        return "\n".join(row[0] for row in app.fetchall())


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_plan_fits_how_common_a_fragment_is_under_row_level_security(boss, jingan, group):
    ids = plenty(group, jingan, 3000)
    index_customers(boss, ids)
    rare = explain(hashed(group.pk, wanted("13700001234").ways[0]))
    assert "customers_by_fragment" in rare, rare
    common = explain(hashed(group.pk, wanted("客").ways[0]))
    assert "customers_by_rank" in common, common
    assert [hit.card.phone for hit in search(boss, "13700001234")] == ["13700001234"]
    assert len(search(boss, "客")) == 12
    with connections["owner"].cursor() as owner:
        owner.execute("DROP FUNCTION customers_find_plan")


def test_bulk_rows_are_found_once_indexed(boss, jingan, group):
    ids = plenty(group, jingan, 5)
    assert names(boss, "13700000003") == []
    assert index_customers(boss, ids) == 5
    assert index_customers(boss, ids) == 5
    assert len(names(boss, "13700000003")) == 1
    assert all(a != b for a, b in pairwise(ids))
