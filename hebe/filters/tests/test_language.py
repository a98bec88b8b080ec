"""The language over customers: SQL and plain Python agree; nonsense is refused."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hebe.customers.models import Customer
from hebe.customers.queries import customer_list
from hebe.filters import FilterUnfit, compiled, described, fields_for, sentence
from hebe.filters.days import NAMED
from hebe.filters.registry import find_field
from hebe.filters.tests.plain import holds
from hebe.filters.values import read
from hebe.kernel import clock

LEVELS = ["", "silver", "gold"]
DAYS = [None, *(date(2026, 1, 1) + timedelta(days=n * 23) for n in range(20))]


@pytest.fixture
def crowd(boss):
    """Return forty customers of every sort, as mappings by their key."""
    rows = {}
    for n in range(40):
        row = {
            "level": LEVELS[n % 3],
            "spent": (n * 37) % 11 * 100,
            "last_visit": DAYS[(n * 7) % len(DAYS)],
            "key": n % 4 == 0,
            "character": ["", "爱笑", "Kind 爱问"][n % 3],
            "channel": None,
        }
        made = Customer.objects.of(boss).create(
            group_id=boss.group_id, name=f"P{n}", member_no=f"X{n}",
            home_store_id=boss.store_id, level=row["level"], spent_fen=row["spent"],
            last_visit_on=row["last_visit"], is_key=row["key"], character=row["character"],
        )  # fmt: skip
        rows[made.pk] = row
    return rows


def cond(field, op, value=None):
    return {"field": field, "op": op} | ({} if value is None else {"value": value})


days = st.one_of(
    st.sampled_from(sorted(NAMED)), st.dates(date(2025, 12, 1), date(2027, 5, 1)).map(str)
)
fen = st.integers(-1, 12)
conditions = st.one_of(
    st.builds(cond, st.just("level"), st.sampled_from(["is", "is_not"]),
              st.lists(st.sampled_from(LEVELS[1:]), min_size=1)),
    st.builds(cond, st.just("level"), st.sampled_from(["filled", "empty"])),
    st.builds(cond, st.just("key"), st.sampled_from(["yes", "no"])),
    st.builds(cond, st.just("character"), st.just("contains"), st.sampled_from("爱笑kK%_")),
    st.builds(cond, st.just("spent"), st.sampled_from(["at_least", "at_most"]), fen),
    st.builds(cond, st.just("spent"), st.just("between"), st.tuples(fen, fen).map(list)),
    st.builds(cond, st.just("last_visit"), st.sampled_from(["never", "known"])),
    st.builds(cond, st.just("last_visit"),
              st.sampled_from(["in", "on_or_after", "on_or_before"]), days),
    st.builds(cond, st.just("last_visit"), st.just("between"),
              st.tuples(days, days).map(list)),
    st.builds(cond, st.just("last_visit"),
              st.sampled_from(["within_days", "next_days", "before_days", "in_days"]),
              st.integers(0, 200)),
)  # fmt: skip
trees = st.recursive(
    conditions,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
)


def in_yuan(row):
    return row | {"spent": row["spent"] // 100}


def test_sql_and_plain_python_agree_on_every_tree(crowd, boss):
    field = find_field(boss, Customer, "last_visit")
    seen = set()

    @settings(max_examples=150, deadline=None, database=None, derandomize=True,
              suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
    @given(trees)
    def agree(tree):
        try:
            found = compiled(boss, Customer, tree)
        except FilterUnfit as error:
            assert error.field.count(".") > 3, "only depth is refused"  # noqa: PT017
            return
        keys = set(Customer.objects.of(boss).filter(pk__in=crowd).filter(found)
                   .values_list("pk", flat=True))  # fmt: skip
        of = lambda op, raw: read(boss, field, op, raw)  # noqa: E731
        assert keys == {pk for pk, row in crowd.items() if holds(tree, in_yuan(row), of)}, tree
        seen.add(len(keys))
        assert sentence(boss, Customer, tree)

    with time_machine.travel(datetime.fromisoformat("2026-08-12T02:00:00+00:00"), tick=False):
        agree()
    assert len(seen) > 8


@pytest.mark.parametrize(
    ("tree", "place"),
    [
        ({}, "filter.field"), ({"any": []}, "filter.any"), ({"all": []}, "filter.all"),
        ({"all": [cond("key", "yes"), {"any": []}]}, "filter.all[1].any"),
        ({"all": [cond("shoe", "is", 1)]}, "filter.all[0].field"),
        ({"not": cond("age", "is", 3)}, "filter.not.op"),
        ({"any": [cond("key", "yes"), cond("age", "at_least", "x")]}, "filter.any[1].value"),
        ({"all": "x"}, "filter.all"), ({"all": [1]}, "filter.all[0]"),
        ({"all": [cond("key", "yes")], "any": []}, "filter"),
        (cond("last_visit", "in", "someday"), "filter.value"),
        (cond("last_visit", "between", ["today"]), "filter.value"),
        (cond("name", "contains", "\x00"), "filter.value"),
        ({"any": [cond("key", "yes")] * 60}, "filter"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_by_its_place(boss, tree, place):
    with pytest.raises(FilterUnfit) as refused:
        compiled(boss, Customer, tree)
    assert refused.value.field == place


def test_a_field_one_may_not_see_is_as_if_it_were_not_there(warehouse):
    assert "spent" not in {field.code for field in fields_for(warehouse, Customer)}
    tree, other = cond("spent", "at_least", 1), cond("nothing", "at_least", 1)
    answers = []
    for asked in (tree, other):
        with pytest.raises(FilterUnfit) as refused:
            compiled(warehouse, Customer, asked)
        answers.append((refused.value.field, str(refused.value)))
    assert answers[0] == answers[1]


def test_relative_days_begin_and_end_where_the_actor_is(boss):
    moment = "2026-12-31T17:00:00+00:00"  # already the new year in Shanghai
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        field = find_field(boss, Customer, "created")
        assert read(boss, field, "in", "this_year")[0] == date(2027, 1, 1)
        assert read(boss, field, "in", "yesterday")[0] == date(2026, 12, 31)
        assert clock.today(boss.zone) == date(2027, 1, 1)


TREE = {
    "all": [
        cond("stage", "is", ["lead", "new"]),
        {"any": [cond("key", "yes"), cond("last_visit", "in", "last_month")]},
        {"not": cond("last_visit", "within_days", 7)},
    ]
}


def test_a_tree_reads_as_a_sentence(boss):
    with translation.override("en"):
        assert sentence(boss, Customer, TREE) == (
            "life-cycle stage is Lead, New and (key customer or last visit is last month)"
            " and not (last visit within the last 7 days)"
        )
    with translation.override("zh-hans"):
        assert sentence(boss, Customer, TREE) == (
            "生命周期 是 线索、新客 且 (重点客户 或 最近到店 是 上月)"
            " 且 不满足（最近到店 最近 7 天）"
        )
        assert len(described(boss, Customer, TREE)) == 3


def test_a_filter_only_narrows_what_is_within_reach(consultant, boss):
    anybody = {"any": [cond("key", "yes"), cond("key", "no")]}
    for actor in (consultant, boss):
        found = customer_list(actor, where=anybody)
        assert set(found) == set(customer_list(actor))
