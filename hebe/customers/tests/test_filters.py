"""The filter language: what each condition lets through, and what it refuses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hebe.customers import services
from hebe.customers.models import Customer
from hebe.customers.queries import birthday_within, customer_list
from hebe.filters import described, fields_for
from hebe.filters.kinds import BARE
from hebe.kernel import clock
from hebe.kernel.errors import Invalid


@pytest.fixture
def three(enter, boss):
    """A leo of 34 who spent and came, a scorpio of 16, and somebody without a birthday."""
    today = clock.today("Asia/Shanghai")
    leo = enter("甲", "13800000001", birthday=date(today.year - 34, 1, 1), level="gold")
    services.update_customer(boss, customer_id=leo.pk, birthday=date(1990, 8, 1))
    services.note_visit(boss, customer_id=leo.pk, day=today - timedelta(days=100))
    services.note_spending(boss, customer_id=leo.pk, amount_fen=600_000)
    enter("乙", "13800000002", birthday=date(today.year - 16, 1, 2), parking="沪A")
    enter("丙", "13800000003", referrer_id=leo.pk)
    tag = services.create_tag(boss, name="怕痛")
    services.tag_customer(boss, customer_id=leo.pk, tag_id=tag.pk)
    return tag


def names(actor, tree):
    return "".join(sorted(customer_list(actor, where=tree).values_list("name", flat=True)))


def cond(field, op, value=None):
    return {"field": field, "op": op, "value": value}


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (cond("age", "at_least", 18), "甲"), (cond("age", "at_most", "17"), "乙"),
        (cond("age", "between", [10, 60]), "乙甲"), (cond("sign", "is", ["leo"]), "甲"),
        (cond("sign", "is_not", ["leo"]), "丙乙"), (cond("level", "is", ["gold"]), "甲"),
        (cond("stage", "is", ["lead"]), "丙乙"), (cond("spent", "at_least", "5,000"), "甲"),
        (cond("spent", "between", ["1", "6000"]), "甲"), (cond("spent", "at_most", 0), "丙乙"),
        (cond("last_visit", "before_days", 60), "甲"), (cond("last_visit", "never"), "丙乙"),
        (cond("last_visit", "within_days", 60), ""),
        (cond("created", "within_days", 1), "丙乙甲"),
        (cond("created", "on_or_before", "2020-01-01"), ""), (cond("minor", "yes"), "乙"),
        (cond("parking", "yes"), "乙"), (cond("parking", "no"), "丙甲"),
        (cond("referred", "yes"), "丙"), (cond("key", "yes"), ""),
        (cond("birthday_month", "is", [8]), "甲"),
        ({"not": cond("level", "is", ["gold"])}, "丙乙"),
        ({"any": [cond("minor", "yes"), cond("level", "is", ["gold"])]}, "乙甲"),
        ({"all": [cond("age", "at_least", 1), {"not": cond("minor", "yes")}]}, "甲"),
    ],
)  # fmt: skip
def test_conditions(three, boss, tree, found):
    assert names(boss, tree) == found


def test_tags(three, boss):
    other = services.create_tag(boss, name="网红")
    assert names(boss, cond("tag", "any", [three.pk, other.pk])) == "甲"
    assert names(boss, cond("tag", "all", [three.pk, other.pk])) == ""
    assert names(boss, cond("tag", "none", [str(three.pk)])) == "丙乙"


@pytest.mark.parametrize(
    "tree",
    [
        {}, {"field": "shoe", "op": "is", "value": "1"}, cond("age", "is", 3),
        cond("age", "at_least", "many"), cond("age", "between", [1]), cond("tag", "any", []),
        cond("tag", "any", [10**9]), cond("created", "on_or_after", "soon"),
        cond("last_visit", "within_days", -1), cond("spent", "at_least", "0.001"),
        {"all": "x"}, {"all": [1]}, {"not": {"not": {"not": {"not": {"not": {"not": {}}}}}}},
        {"any": [cond("key", "yes")] * 60}, cond("character", "contains", "\x00"),
        cond("age", "at_least", None), cond("age", "at_least", {"a": 1}), {"any": []},
        cond("level", "is", [["gold"]]),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(three, boss, tree):
    with pytest.raises(Invalid):
        list(customer_list(boss, where=tree))


def test_nobody_filters_by_what_she_may_not_see(three, warehouse):
    assert "spent" not in {field.code for field in fields_for(warehouse, Customer)}
    with pytest.raises(Invalid):
        list(customer_list(warehouse, where=cond("spent", "at_least", 1)))


def test_every_field_compiles_and_reads_well(three, boss):
    values = {"number": 3, "money": "3", "text": "喝温水", "exact": "1", "search": "甲"}
    for field in fields_for(boss, Customer):
        for op in field.ops:
            value = values.get(field.kind)
            if field.choices:
                value = [key for key, _label in field.choices(boss)][:2]
                if not value:
                    continue
            elif field.kind == "day" and op != "between":
                value = 30 if op.endswith("_days") else "last_month"
            elif op == "between":
                value = ["yesterday", "2026-01-01"] if field.kind == "day" else [1, 2]
            tree = cond(field.code, op, None if op in BARE else value)
            assert list(customer_list(boss, where=tree)) is not None
            assert str(field.label) in described(boss, Customer, tree)[0]


def nested(word, levels):
    """Return a condition wrapped in that many groups."""
    node = {"field": "key", "op": "yes"}
    for _level in range(levels):
        node = {word: node} if word == "not" else {word: [node]}
    return node


@pytest.mark.parametrize(
    "where",
    [
        {"field": "created", "op": "on_or_before", "value": "9999-12-31"},
        {"field": "created", "op": "on_or_after", "value": "0001-01-01"},
        {"field": "last_visit", "op": "on_or_after", "value": "1899-12-31"},
        nested("not", 600),
        nested("all", 300),
    ],
)
def test_what_no_calendar_and_no_reader_holds_is_refused(boss, where):
    with pytest.raises(Invalid):
        customer_list(boss, where=where)


@pytest.mark.parametrize("value", [[-(10**9), 10**9], [-8000, -1], [10**9, 10**9]])
def test_ages_beyond_all_lives_find_whom_they_may(zhang, boss, value):
    services.update_customer(boss, customer_id=zhang.pk, birthday=date(1990, 8, 8))
    where = {"field": "age", "op": "between", "value": value}
    found = customer_list(boss, where=where).count()
    assert found == int(value[0] < 36 < value[1])


@pytest.mark.parametrize(
    ("first", "found"),
    [("2027-02-23", True), ("2027-02-22", True), ("2027-03-02", False), ("2028-02-23", True),
     ("2028-03-01", False), ("2027-02-01", False)],
)  # fmt: skip
def test_who_was_born_on_a_leap_day_has_a_birthday_every_year(zhang, boss, first, found):
    services.update_customer(boss, customer_id=zhang.pk, birthday=date(2000, 2, 29))
    day = date.fromisoformat(first)
    within = birthday_within(day, day + timedelta(days=7))
    assert customer_list(boss).filter(within).exists() is found


@pytest.fixture
def asked(three, boss):
    """The group asks for a number, a habit of a list, and something sensitive."""
    shoe = services.create_own_field(boss, name="鞋码", kind="number")
    habit = services.create_own_field(boss, name="性子", kind="choice", options=["急", "慢"])
    secret = services.create_own_field(boss, name="家事", is_sensitive=True)
    for name, given in (("甲", {shoe.pk: "37.50", habit.pk: "急", secret.pk: "Divorced"}),
                        ("乙", {shoe.pk: "38", habit.pk: "慢"})):  # fmt: skip
        pk = Customer.objects.of(boss).get(name=name).pk
        services.update_customer(boss, customer_id=pk, own=given)
    return tuple(f"own.{field.pk}" for field in (shoe, habit, secret))


def test_a_groups_own_fields_are_asked_as_a_whole_though_sealed(asked, boss):
    shoe, habit, secret = asked
    assert names(boss, cond(shoe, "is", "37.5")) == "甲"
    assert names(boss, cond(shoe, "is", "37")) == ""
    assert names(boss, cond(shoe, "empty")) == "丙"
    assert names(boss, cond(habit, "is", ["急", "慢"])) == "乙甲"
    assert names(boss, cond(habit, "is_not", ["急"])) == "丙乙"
    assert names(boss, cond(secret, "is", " divorced")) == "甲"
    said = described(boss, Customer, cond(habit, "is", ["急"]))[0]
    assert "性子" in said
    assert "急" in said


def test_a_sensitive_field_is_not_there_for_who_may_not_see_it(asked, consultant):
    _shoe, habit, secret = asked
    grants = {k: v for k, v in consultant.grants.items() if k != "see.customers.own"}
    reader = replace(consultant, grants=grants)
    codes = {field.code for field in fields_for(reader, Customer)}
    assert habit in codes
    assert secret not in codes
    with pytest.raises(Invalid):
        customer_list(reader, where=cond(secret, "filled"))


def test_another_groups_own_field_is_not_there(asked, rival):
    with pytest.raises(Invalid):
        customer_list(rival, where=cond(asked[0], "filled"))
