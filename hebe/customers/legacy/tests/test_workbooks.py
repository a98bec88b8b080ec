"""What goes back: rejected rows with reasons, ready to be mended and sent in again."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from hebe.customers.legacy.dates import Calendar
from hebe.customers.legacy.plan import plan_import
from hebe.customers.legacy.proposals import propose_mapping, sample_columns
from hebe.customers.legacy.rows import parse
from hebe.customers.legacy.sheets import read_sheets
from hebe.customers.legacy.synthetic import (
    HEADINGS,
    synthetic_csv,
    synthetic_list,
    synthetic_workbook,
)
from hebe.customers.legacy.tables import find_table
from hebe.customers.legacy.workbooks import rejected_workbook


def plan_of(content, name):
    table = find_table(read_sheets(content, name))
    mapping = propose_mapping(table.headings, sample_columns(table))
    return table, plan_import(parse(table.rows, mapping, terms=Calendar(date(2026, 11, 21))))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_made_up_list_reports_what_it_was_made_to_report(seed):
    expected = synthetic_list(3000, seed).expected
    assert plan_of(synthetic_workbook(3000, seed), "a.xlsx")[1].report() == expected
    assert len(expected["rejected"]) == 4


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_text_files_report_the_same(encoding):
    content = synthetic_csv(1500, 4, encoding)
    assert plan_of(content, "a.csv")[1].report() == synthetic_list(1500, 4).expected


def test_rejected_rows_come_back_with_their_cells_and_reason():
    table, plan = plan_of(synthetic_workbook(1000, 7), "a.xlsx")
    content = rejected_workbook(plan.rejected, table.headings)
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][: len(HEADINGS)] == HEADINGS
    assert len(rows) == 1 + len(plan.rejected)
    first = plan.rejected[0]
    assert rows[1][: len(HEADINGS)] == list(first.cells)
    assert rows[1][len(HEADINGS)] == first.row_no
    assert rows[1][len(HEADINGS) + 1] == first.problems[0].message


def test_mended_rows_can_be_sent_in_again():
    table, plan = plan_of(synthetic_workbook(1000, 7), "a.xlsx")
    again, second = plan_of(rejected_workbook(plan.rejected, table.headings), "b.xlsx")
    assert len(again.rows) == len(plan.rejected)
    assert second.report()["rejected"] == plan.report()["rejected"]


def test_nothing_that_comes_back_is_a_formula():
    rows = [(2, ["=cmd|' /C calc'!A0", ""])]
    mapping = propose_mapping(["姓名", "手机"], [[], []])
    (row,) = parse(rows, mapping, terms=Calendar(date(2026, 11, 21)))
    content = rejected_workbook([row], ["姓名", "手机"])
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    assert sheet.to_python()[1][0] == "=cmd|' /C calc'!A0"
