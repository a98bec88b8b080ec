"""The file clinics really have: its report is known, and must come out exactly."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from hebe.customers.legacy.columns import describe_columns, look_at_columns
from hebe.customers.legacy.identity import OnFile
from hebe.customers.legacy.plan import plan_import
from hebe.customers.legacy.proposals import propose_mapping, sample_columns
from hebe.customers.legacy.rows import parse
from hebe.customers.legacy.sheets import read_sheets
from hebe.customers.legacy.synthetic import HEADINGS
from hebe.customers.legacy.tables import LeftOut, find_table
from hebe.customers.legacy.tests.test_plan import OnFileHere
from hebe.customers.legacy.tests.xls import xls

DATA = Path(__file__).parent / "data"
EXPECTED = json.loads((DATA / "legacy-customers.expected.json").read_text())
REPEATED = {"系统导出重复行"}


@pytest.fixture(scope="module")
def table():
    return find_table(read_sheets(DATA / "legacy-customers.xlsx"))


@pytest.fixture(scope="module")
def mapping(table):
    return propose_mapping(table.headings, sample_columns(table))


@pytest.fixture
def plan(table, mapping):
    return plan_import(parse(table.rows, mapping))


def test_the_report_is_exactly_the_expected_one(plan):
    assert plan.report() == EXPECTED


@pytest.fixture(scope="module")
def rows():
    return [list(row) for row in read_sheets(DATA / "legacy-customers.xlsx")[0].rows]


def _report(content, name):
    table = find_table(read_sheets(content, name))
    mapping = propose_mapping(table.headings, sample_columns(table))
    return plan_import(parse(table.rows, mapping)).report()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_saved_as_csv_it_reports_the_same(rows, encoding):
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    assert _report(text.getvalue().encode(encoding), "客户.csv") == EXPECTED


def test_numbers_that_a_csv_writes_with_a_point_contradict_no_heading(rows):
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    table = find_table(read_sheets(text.getvalue().encode(), "客户.csv"))
    mapping = propose_mapping(table.headings, sample_columns(table))
    assert [column.heading for column in mapping.doubtful] == ["备注"]


def test_saved_as_an_old_workbook_it_reports_the_same(rows):
    assert _report(xls(rows), "客户.xls") == EXPECTED


def test_title_heading_total_and_other_sheet_are_no_customers(table):
    assert table.title == "上海赫柏医疗美容 客户档案导出"
    assert table.left_out == [LeftOut(1, "title"), LeftOut(2, "header"), LeftOut(2040, "total")]
    assert table.other_sheets == ["说明"]
    assert table.headings == HEADINGS
    assert (table.rows[0][0], table.rows[-1][0]) == (3, 2039)


def test_what_the_total_row_states_is_what_the_rows_add_up_to(table, plan):
    assert table.stated_totals == {17: plan.totals["total_spent"].in_file / 100}


def test_every_column_finds_its_field(mapping):
    assert [column.field for column in mapping.columns] == [
        "name", "sex", "phone", "landline", "birthday", "member_no", "record_no", "level",
        "advisor", "channel", "store", "skin_type", "allergies", "principal", "bonus", "points",
        "courses", "total_spent", "first_visit_on", "last_visit_on", "tags", "wechat",
        "address", "",
    ]  # fmt: skip
    assert [column.heading for column in mapping.doubtful] == ["备注"]


def test_contents_alone_find_the_columns_that_matter(table):
    blind = propose_mapping([""] * 24, sample_columns(table))
    found = {HEADINGS[column.index]: column.field for column in blind.columns}
    assert found["手机号"] == "phone"
    assert found["客户姓名"] == "name"
    assert found["现场咨询师"] == "advisor"
    assert found["出生日期"] == "birthday"
    assert found["剩余疗程"] == "courses"
    assert blind.missing == []
    assert all(column.confidence < 0.8 for column in blind.columns)


def test_a_second_run_makes_nobody_new(table, mapping, plan):
    here = OnFileHere(
        {row.phone: [OnFile(number, row.name)] for number, row in enumerate(plan.customers)}
    )
    again = plan_import(parse(table.rows, mapping), here)
    assert again.report() == EXPECTED | {"new": 0, "already_known": EXPECTED["new"]}
    assert again.customers == []
    assert again.totals["principal"].imported == 0


def test_existing_customers_are_looked_up_in_one_batch(table, mapping):
    first = next(parse(table.rows, mapping))
    here = OnFileHere({first.phone: [OnFile(7, first.name)]})
    again = plan_import(parse(table.rows, mapping), here)
    assert here.asked == [EXPECTED["new"]]
    assert [customer_id for customer_id, _row in again.known] == [7]


def test_every_fen_of_the_file_is_accounted_for(plan):
    for totals in plan.totals.values():
        parts = totals.imported + totals.known + totals.merged + totals.rejected
        assert parts + totals.corrected == totals.in_file
        assert totals.corrected == 0
    imported = sum(row.opening.principal or 0 for row in plan.customers)
    assert imported == plan.totals["principal"].imported == 450_092_550


def test_problems_are_one_per_rejected_row_and_one_per_warning(plan):
    assert len(plan.problems) == 47 + 58
    assert [problem.row_no for problem in plan.problems] == sorted(
        problem.row_no for problem in plan.problems
    )
    short = next(problem for problem in plan.problems if problem.code == "bad_phone")
    assert (short.detail, short.params) == ("too_short", {"digits": 10, "missing": 1})


def test_names_lose_their_noise_and_phones_their_dress(plan):
    assert not any("VIP" in row.name or " " in row.name for row in plan.customers)
    assert all(len(row.phone) == 11 and row.phone.isascii() for row in plan.customers)
    assert sum(len(row.further_phones) for row in plan.customers) == 39


def test_a_repeated_row_leaves_no_trace_but_the_count(plan):
    assert plan.merged == 37
    assert not any(row.values.get("notes") in REPEATED for row in plan.customers)
    assert all(row.values.get("member_no") for row in plan.customers)


def test_the_mapping_screen_sees_samples_but_no_whole_phone(table, mapping):
    views = {view.heading: view for view in describe_columns(look_at_columns(table), mapping)}
    assert all("****" in sample for sample in views["手机号"].samples)
    assert views["会员等级"].values == (
        ("普通", 1216),
        ("银卡", 444),
        ("金卡", 271),
        ("钻石", 106),
    )
    assert views["客户姓名"].is_important
    assert views["手机号"].ways >= 5
    json.dumps([view.as_row() for view in views.values()])
