"""Where the list stands in a sheet."""

import pytest

from hebe.customers.legacy.errors import NoRows, NoTable
from hebe.customers.legacy.sheets import Sheet
from hebe.customers.legacy.tables import detect_header, find_table

HEAD = ["姓名", "手机号", "余额"]
ROW = ["张倩", "13812345678", 5.0]


def table(*rows):
    return find_table([Sheet("s", list(rows))])


def test_blank_rows_repeated_headings_and_totals_are_left_out():
    found = table(
        ["导出"], [], HEAD, ROW, ["", "", ""], HEAD, ROW, ["小计", "", 5.0], ROW, ["共 3 条"]
    )
    assert [row_no for row_no, _row in found.rows] == [4, 7, 9]
    assert [(out.row_no, out.why) for out in found.left_out] == [
        (1, "title"), (3, "header"), (6, "repeat"), (8, "total"), (10, "footer"),
    ]  # fmt: skip


def test_a_customer_is_not_taken_for_a_total():
    assert len(table(HEAD, ["合计宝", "13812345678", 1.0]).rows) == 1


def test_a_second_line_of_headings_fills_the_gaps():
    found = table(
        ["姓名", "手机号", "储值", ""],
        ["", "", "本金", "赠送"],
        ["张倩", "13812345678", 1.0, 2.0],
    )
    assert found.headings == ["姓名", "手机号", "本金", "赠送"]
    assert found.header_row == 1
    assert len(found.rows) == 1


def test_the_fuller_of_two_lines_of_headings_does_not_hide_the_other():
    found = table(
        ["姓名", "手机号", "储值", "", ""],
        ["", "", "本金", "赠送", "积分"],
        ["张倩", "13812345678", 1.0, 2.0, 3.0],
    )
    assert found.headings == ["姓名", "手机号", "本金", "赠送", "积分"]


def test_a_list_without_headings_starts_at_once():
    found = table(ROW, ROW)
    assert (found.header_row, found.headings) == (0, ["", "", ""])
    assert len(found.rows) == 2


def test_unknown_headings_are_still_headings():
    assert detect_header([["标题"], ["甲", "乙", "丙"], ["x", "13812345678", "y"]]) == 1


def test_the_sheet_with_customers_is_chosen():
    found = find_table([Sheet("说明", [["导出时间", "x"]]), Sheet("客户", [HEAD, ROW])])
    assert (found.sheet, found.other_sheets) == ("客户", ["说明"])


@pytest.mark.parametrize("rows", [[], [[]], [["导出时间", "2026"]]])
def test_no_list_is_said_so(rows):
    with pytest.raises(NoTable):
        find_table([Sheet("s", rows)])


@pytest.mark.parametrize("below", [[], [[""]], [["合计", "", ""]]])
def test_headings_without_anybody_below_are_told_apart(below):
    with pytest.raises(NoRows):
        find_table([Sheet("s", [HEAD, *below])])
