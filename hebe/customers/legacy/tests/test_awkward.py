"""Small lists that broke things: nobody is mixed up, nothing is swallowed, and all is said."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from hebe.customers.legacy.containers import file_kind
from hebe.customers.legacy.dates import Calendar
from hebe.customers.legacy.errors import FileTooLarge, QuoteAlone
from hebe.customers.legacy.identity import OnFile
from hebe.customers.legacy.parsed import DECISION, OWN, SAME
from hebe.customers.legacy.plan import plan_import
from hebe.customers.legacy.proposals import propose_mapping, sample_columns
from hebe.customers.legacy.rows import parse
from hebe.customers.legacy.sheets import read_sheets
from hebe.customers.legacy.tables import ALL, find_table
from hebe.customers.legacy.tests.test_plan import OnFileHere

FAMILY = """姓名,手机,生日,性别,过敏史,储值余额,剩余疗程,会员号
王芳,13944440001,1975-03-02,女,,1000,,F001
王小雨,13944440001,2003-06-15,女,青霉素,500,水光针*3,F002
王芳,13944440001,1975-03-02,女,,1000,,F001
"""
NAMES = """姓名,手机,生日,备注
王芳（青霉素过敏）,13933330001,1990-08-14T16:00:00.000Z,a
李?,13933330002,1988-06-14T15:00:00.000Z,b
张三（李四妈妈）,13933330003,1990-08-15T00:00:00+08:00,c
林*芳,13933330004,15-Aug-90,d
王●丽,139-3333-0005,1990/8/15 上午12:00:00,e
阿不都•艾力,+86 13933330006,1990/8/15,f
★丁桂芳(VIP),13933330007,1990-08-14 23:59:17,g
"""
NUMBERS = """姓名,手机,会员号,病历号,身份证号
号一,13977770001,00123,BL001,310101197503020000
号二,13977770002,M9,BL001,31010119750302002X
号三,13977770003,M9,BL002,310101197503020027
号四,13977770004,1.23E+11,,3.10101E+17
号五,13977770005,HB102001,,abc
"""
QUOTE = """姓名,手机,备注
赵一,13933331001,"身高5尺
钱二,13933331002,无
孙三,13933331003,
李四,13933331004,"怕痛
周五,13933331005,无
"""


def planned(content, name="list.csv", *, here=None, sheet="", **options):
    said = content.encode() if isinstance(content, str) else content
    table = find_table(read_sheets(said, name), sheet)
    mapping = propose_mapping(table.headings, sample_columns(table))
    terms = Calendar(date(2026, 11, 21), days_off=table.days_off)
    return plan_import(parse(table.rows, mapping, terms=terms, **options), here)


def workbook(*sheets, **options):
    """Return a workbook: each sheet is (name, rows, hidden)."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, options) as book:
        for name, rows, hidden in sheets:
            sheet = book.add_worksheet(name)
            if hidden:
                sheet.hide()
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, tuple):
                        sheet.write_formula(at, column, cell[0], None, cell[1])
                    else:
                        sheet.write(at, column, cell)
    return target.getvalue()


def test_two_people_of_one_mobile_are_not_mixed_and_stay_out_until_somebody_decides():
    plan = planned(FAMILY)
    assert plan.report() | {"file_totals": 0} == {
        "rows": 3, "importable": 2, "new": 1, "merged_same_phone": 1, "file_totals": 0,
        "rejected": {"same_phone_other_person": 1}, "warned": {},
    }  # fmt: skip
    (mother,) = plan.customers
    assert "allergies" not in mother.values
    assert (mother.opening.principal, mother.opening.courses) == (100_000, ())
    (said,) = plan.rejected[0].problems
    assert (said.detail, said.params) == ("other_name", {"name": "王芳"})
    assert "王芳" in said.message
    assert plan.totals["principal"].rejected == 50_000


def test_a_daughter_gets_her_own_file_with_the_mobile_as_a_shared_contact():
    plan = planned(FAMILY, corrections={3: {DECISION: OWN}})
    mother, daughter = plan.customers
    assert (mother.phone, daughter.phone) == ("13944440001", "")
    assert daughter.further_phones == ["13944440001"]
    assert daughter.values["allergies"] == "青霉素"
    assert plan.report()["merged_same_phone"] == 1


def test_somebody_may_say_that_they_are_one_person():
    plan = planned(FAMILY, corrections={3: {DECISION: SAME}})
    assert [row.name for row in plan.customers] == ["王芳"]
    assert plan.customers[0].values["allergies"] == "青霉素"


@pytest.mark.parametrize(
    ("here", "detail"),
    [
        (OnFile(9, "陈静"), "other_name"),
        (OnFile(9, "王芳", date(1980, 1, 1)), "other_birthday"),
    ],
)
def test_a_stranger_on_file_is_not_filled_from_the_list(here, detail):
    plan = planned(FAMILY, here=OnFileHere({"13944440001": [here]}))
    assert (plan.known, plan.customers) == ([], [])
    assert {p.detail for row in plan.rejected[:1] for p in row.problems} == {detail}


def test_who_shares_a_mobile_is_recognised_the_second_time():
    here = OnFileHere({"13944440001": [OnFile(1, "王芳"), OnFile(2, "王小雨")]})
    plan = planned(FAMILY, here=here)
    assert [(key, row.name) for key, row in plan.known] == [(1, "王芳"), (2, "王小雨")]


def test_words_of_a_name_are_kept_and_lost_characters_are_said():
    plan = planned(NAMES)
    assert plan.report()["warned"] == {"name_cleaned": 2, "name_damaged": 3}
    assert [row.name for row in plan.customers] == [
        "王芳", "李?", "张三", "林*芳", "王●丽", "阿不都•艾力", "丁桂芳",
    ]  # fmt: skip
    assert plan.customers[0].values["extra"] == {"姓名": "王芳（青霉素过敏）"}


def test_instants_and_seconds_before_midnight_are_the_day_that_was_meant():
    born = [row.values["birthday"] for row in planned(NAMES).customers]
    assert born == [
        date(1990, 8, 15), date(1988, 6, 15), date(1990, 8, 15), date(1990, 8, 15),
        date(1990, 8, 15), date(1990, 8, 15), date(1990, 8, 15),
    ]  # fmt: skip


def test_numbers_that_cannot_be_true_become_remarks_and_taken_ones_are_said():
    plan = planned(NUMBERS)
    assert plan.report()["warned"] == {
        "bad_identity_no": 4, "bad_member_no": 1, "number_taken": 2,
    }  # fmt: skip
    assert [row.values.get("member_no") for row in plan.customers] == [
        "00123", "M9", None, None, "HB102001",
    ]  # fmt: skip
    assert [row.values.get("id_number") for row in plan.customers] == [
        None, None, "310101197503020027", None, None,
    ]  # fmt: skip
    assert plan.customers[3].values["extra"]["身份证号"] == "3.10101E+17"


def test_a_number_that_somebody_on_file_has_is_said():
    plan = planned(NUMBERS, here=OnFileHere({}, {"00123": 5}))
    assert plan.report()["warned"]["number_taken"] == 3


def test_a_quotation_mark_that_stands_alone_swallows_nobody():
    plan = planned(QUOTE)
    assert [row.name for row in plan.customers] == ["赵一", "钱二", "孙三", "李四", "周五"]
    assert plan.customers[0].values["notes"] == '"身高5尺'


@pytest.mark.parametrize("end", ["", '"'])
def test_a_quotation_mark_over_uneven_lines_is_refused_naming_its_line(end):
    rows = f'姓名,手机,备注\n赵一,13933331001,"身,高\n钱二,13933331002,无{end}\n'
    with pytest.raises(QuoteAlone) as refused:
        planned(rows)
    assert refused.value.details["row"] == 2


def test_a_cell_of_two_lines_stays_one_cell():
    plan = planned('姓名,手机,备注\n赵一,13933331001,"怕痛\n晚上来"\n钱二,13933331002,"a,b"\n')
    assert [row.values["notes"] for row in plan.customers] == ["怕痛\n晚上来", "a,b"]


HEAD = ["姓名", "手机", "生日", "会员号", "余额"]


@pytest.mark.parametrize(
    "cell",
    [
        ("=NA()", "#N/A"),
        ("=1/0", "#DIV/0!"),
        ("=A1+1", "#VALUE!"),
        ("=#REF!", "#REF!"),
        ("=1", ""),
    ],
)
def test_an_error_where_a_balance_should_stand_keeps_the_row_out(cell):
    book = workbook(("表", [HEAD, ["甲一", "13900000001", "", "A1", cell]], False))
    plan = planned(book, "list.xlsx")
    assert plan.report()["rejected"] == {"bad_balance": 1}


def test_several_sheets_are_counted_and_one_or_all_are_taken():
    one = [HEAD, ["甲一", "13900000001", 33099.9995, "A1", 5]]
    other = [[*HEAD, "标签"], *(["乙", f"1390000010{n}", "", "", 1, "怕痛"] for n in range(2))]
    book = workbook(("静安", one, False), ("徐汇", other, False), ("旧", other * 3, True))
    table = find_table(read_sheets(book, "list.xlsx"))
    assert (table.sheet, table.people) == ("徐汇", {"静安": 1, "徐汇": 2})
    assert table.other_sheets == ["静安", "旧"]
    both = planned(book, "list.xlsx", sheet=ALL)
    assert [row.name for row in both.customers] == ["甲一", "乙", "乙"]
    assert both.customers[0].values["birthday"] == date(1990, 8, 15)
    assert [row.tags for row in both.customers] == [(), ("怕痛",), ("怕痛",)]
    assert len({row.row_no for row in both.customers}) == 3
    assert [row.name for row in planned(book, "list.xlsx", sheet="静安").customers] == ["甲一"]


def test_bare_numbers_of_days_of_a_1904_workbook_are_not_four_years_off():
    rows = [HEAD, ["甲一", "13900000001", 33100 - 1462, "A1", 5]]
    plan = planned(workbook(("表", rows, False), date_1904=True), "list.xlsx")
    assert plan.customers[0].values["birthday"] == date(1990, 8, 15)


def test_zeros_that_a_format_adds_belong_to_the_number():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet, zeros = book.add_worksheet("表"), book.add_format({"num_format": "00000"})
        for column, cell in enumerate(HEAD):
            sheet.write(0, column, cell)
        sheet.write(1, 0, "甲一")
        sheet.write(1, 1, "13900000001")
        sheet.write(1, 3, 126, zeros)
    assert planned(target.getvalue(), "list.xlsx").customers[0].values["member_no"] == "00126"


def test_what_is_packed_to_nearly_nothing_is_refused_before_it_is_unpacked():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (64 * 2**20))
    with pytest.raises(FileTooLarge):
        file_kind(target.getvalue(), "list.xlsx")
