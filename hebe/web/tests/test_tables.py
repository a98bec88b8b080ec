"""The one list: its pages meet end to end, and it shows only what was asked for."""

import pytest
from django.http import QueryDict

from hebe.customers.models import Customer
from hebe.filters import Field, register
from hebe.filters.build import by_day, ranged
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.web.cells import field
from hebe.web.tables import Column, Filter, Table, ticked

register(
    Customer,
    Field("test.rank", "Rank", "number", ranged("spent_fen")),
    Field("test.born", "Born", "day", by_day("birthday")),
)


class People(Table):
    key = "people"
    model = Customer
    filter_url = "customers:filter"
    columns = (
        Column("name", "Name", field("name"), sort="name"),
        Column("stage", "Stage", field("name")),
        Column("rank", "Spent", field("name"), sort="spent_fen", default=False, align="r"),
    )
    filters = (
        Filter("q", "Search", kind="text", field="name"),
        Filter("stage", "Stage"),
        Filter("spent", "Spent", kind="money"),
        Filter("rank", "Rank", kind="number", field="test.rank"),
        Filter("born", "Born", kind="days", field="test.born"),
        Filter("at", "Entered", kind="days", field="created"),
        Filter("key", "Key", kind="hidden"),
    )
    default_sort = "name"


@pytest.fixture
def people(boss):
    for number in range(60):
        Customer.objects.of(boss).create(
            group_id=boss.group_id,
            name=f"P{number:02d}",
            home_store_id=boss.store_id,
            member_no=f"T{number:02d}",
            spent_fen=number // 7,
        )
    return Customer.objects.of(boss).filter(member_no__startswith="T")


@pytest.fixture
def show(boss, people):
    return lambda query="": People(boss, QueryDict(query)).page(people)


def names(page):
    return [row.name for row in page.rows]


@pytest.mark.parametrize("sort", ["name", "-name", "spent_fen", "-spent_fen"])
def test_walking_on_meets_everybody_once_and_walking_back_returns(show, sort):
    page, seen, walked = show(f"sort={sort}"), [], []
    while True:
        seen += names(page)
        walked.append(names(page))
        if not page.next:
            break
        page = show(page.next[1:])
    assert sorted(seen) == [f"P{number:02d}" for number in range(60)]
    assert page.previous
    assert names(show(page.previous[1:])) == walked[-2]
    assert len(walked) == 3


def test_a_filter_narrows_and_its_chip_takes_it_away(show):
    page = show("q=P1&sort=-name")
    assert (page.total, page.total_words) == (10, "10")
    (chip,) = page.table.chips()
    assert (chip["label"], chip["value"], chip["without"]) == ("Search", "P1", "?sort=-name")
    assert page.table.filter_query() == "q=P1"
    assert page.table.cleared == "?sort=-name"


@pytest.mark.parametrize(
    "query",
    ["stage=king",
     "where={", "where={\"any\":[]}", "where={\"field\":\"shoe\"}",
     "after=nonsense", "before=e30", "spent_from=much",
     "rank_to=1e999999", "rank_from=NaN", "born_from=never", "at_to=9999-12-31"],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(show, query):
    with pytest.raises(Invalid):
        show(query)


@pytest.mark.parametrize(
    ("query", "count", "said"),
    [
        ("spent_from=0.05", 25, "≥ ¥0.05"),
        ("spent_to=0.01", 14, "≤ ¥0.01"),
        ("rank_from=2&rank_to=3", 14, "2 – 3"),
        ("born_from=1990-01-01", 0, "≥ 1990-01-01"),
    ],
)
def test_a_stretch_has_two_ends_and_either_may_stay_open(show, query, count, said):
    page = show(f"{query}&sort=-name")
    (chip,) = page.table.chips()
    assert (page.total, chip["value"], chip["without"]) == (count, said, "?sort=-name")
    assert page.table.filter_query() == query


def test_a_stretch_of_instants_goes_by_the_days_of_the_store(show):
    day = clock.today("Asia/Shanghai").isoformat()
    assert show(f"at_from={day}&at_to={day}").total == 60
    assert show("at_to=2020-01-01").total == 0


def test_a_filter_of_a_link_shows_its_name_alone(show):
    (chip,) = show("key=1").table.chips()
    assert (chip["label"], chip["value"]) == ("", "Key")


def test_columns_stand_in_the_chosen_order_and_the_chooser_lists_them_first(show):
    table = show("columns=rank,name").table
    assert [column.key for column in table.shown_columns()] == ["rank", "name"]
    assert [(c.key, on) for c, on in table.chooser()] == [
        ("rank", True), ("name", True), ("stage", False),
    ]  # fmt: skip


@pytest.mark.parametrize("sort", ["password", "--spent_fen", "-"])
def test_unknown_columns_and_orders_are_left_aside(show, sort):
    page = show(f"sort={sort}&columns=rank,secret&size=100000")
    assert [column.key for column in page.columns] == ["rank"]
    assert page.table.order == ("name", "id")
    assert len(page.rows) == 25


def test_a_view_keeps_filters_order_and_columns_but_not_the_page(show):
    page = show(
        "q=P&sort=-name&columns=name&after=" + show("sort=-name").next.split("after=")[1]
    )
    assert page.table.view_query == "q=P&sort=-name&columns=name"


def test_only_numbers_are_ticked():
    assert ticked(QueryDict("row=1&row=x&row=²&row=22")) == [1, 22]


WHERE = '{"any":[{"field":"spent","op":"at_least","value":"0.08"},{"field":"key","op":"yes"}]}'


def test_an_advanced_filter_is_said_carried_and_taken_away_piece_by_piece(show):
    page = show(f"where={WHERE}&sort=-name")
    table = page.table
    assert page.total == 4
    assert [chip["without"].count("field") for chip in table.chips()] == [1, 1]
    assert " or " in table.sentence or " 或 " in table.sentence
    assert dict(table.carried) == {"where": WHERE}
    assert table.cleared == "?sort=-name"
    assert "where=" in table.view_query
