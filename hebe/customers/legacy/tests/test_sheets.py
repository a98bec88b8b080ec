"""Files: read for what they are, refused for what they only claim to be."""

import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO
from random import Random

import pytest
import xlsxwriter

from hebe.customers.legacy import errors
from hebe.customers.legacy.sheets import read_sheets
from hebe.customers.legacy.synthetic import synthetic_csv, synthetic_list, synthetic_workbook
from hebe.customers.legacy.tables import find_table
from hebe.customers.legacy.tests.xls import xls

DAY = date(1990, 2, 3)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_text_files_hold_the_same_rows_in_every_encoding(encoding):
    table = find_table(read_sheets(synthetic_csv(60, 5, encoding), "客户.csv"))
    assert len(table.rows) == 60
    assert [row[5] for _no, row in table.rows] == [row[5] for row in synthetic_list(60, 5).rows]


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_separator_is_found(mark):
    text = "\n".join(
        mark.join(row) for row in (["姓名", "手机", "备注"], ["张倩", "13812345678", "a b"])
    )
    (sheet,) = read_sheets(text.encode(), "a.csv")
    assert sheet.rows[1] == ["张倩", "13812345678", "a b"]


def test_digits_that_exports_protect_are_read_as_digits():
    (sheet,) = read_sheets(
        '姓名,手机\n张倩,"=""13812345678"""\n李丽,\'13987654321\n'.encode(), "a.csv"
    )
    assert [row[1] for row in sheet.rows[1:]] == ["13812345678", "13987654321"]


def test_line_breaks_inside_quotes_stay_in_the_cell():
    (sheet,) = read_sheets('姓名,备注\n张倩,"一\n二"\n'.encode(), "a.csv")
    assert sheet.rows[1] == ["张倩", "一\n二"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 ...", "list.xlsx"),
        (b"MZ\x90\x00", "list.xls"),
        (b"\x89PNG\r\n", "list.csv"),
        (b"<html><table><tr><td>13812345678", "list.xls"),
        (b"name,phone\n", "list.xlsx"),
        (OLE + b"W\x00o\x00r\x00d\x00D\x00o\x00c\x00", "list.xls"),
        (b"a,b\x00c", "list.csv"),
    ],
)
def test_a_disguised_file_is_refused(content, name):
    with pytest.raises(errors.FileDisguised):
        read_sheets(content, name)


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.csv"])
def test_an_empty_file_is_called_empty(name):
    with pytest.raises(errors.FileEmpty):
        read_sheets(b"", name)


def test_a_cell_without_end_is_named_by_its_row():
    with pytest.raises(errors.CellTooLong) as refusal:
        read_sheets(f'a,b\n1,2\n3,"{"4" * 200_000}'.encode(), "list.csv")
    assert refusal.value.details == {"row": 3}


def test_a_zip_of_something_else_is_no_workbook():
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("evil.exe", "MZ")
    with pytest.raises(errors.FileDisguised):
        read_sheets(target.getvalue(), "list.xlsx")


def test_a_workbook_by_another_name_is_refused_too():
    with pytest.raises(errors.FileDisguised) as refusal:
        read_sheets(synthetic_workbook(3), "list.csv")
    assert refusal.value.details == {"named": ".csv", "found": "xlsx"}


@pytest.mark.parametrize("name", ["list", "list.exe", "list.docx", ""])
def test_only_tables_are_taken(name):
    with pytest.raises(errors.FileKindUnknown):
        read_sheets(b"a,b\n", name)


def test_a_password_is_named_as_the_trouble():
    with pytest.raises(errors.FileProtected):
        read_sheets(OLE + "EncryptedPackage".encode("utf-16-le"), "list.xlsx")


def test_an_old_workbook_holds_texts_numbers_and_days():
    (sheet,) = read_sheets(
        xls([["姓名", "手机", "生日"], ["张倩", 13812345678.0, DAY]]), "a.xls"
    )
    assert sheet.name == "客户档案"
    assert list(sheet.rows[1]) == ["张倩", 13812345678.0, DAY]


def test_the_password_of_an_old_workbook_is_named_too():
    with pytest.raises(errors.FileProtected):
        read_sheets(xls([["姓名"]], password=True), "list.xls")


@pytest.mark.parametrize("name", ["list.xls", "list.csv"])
def test_more_columns_than_a_list_of_customers_has_are_refused(name):
    row = ["姓名", "手机", *["x"] * 198]
    content = xls([row]) if name.endswith("xls") else ",".join(row).encode()
    with pytest.raises(errors.TooManyColumns):
        read_sheets(content, name)


def test_a_broken_workbook_is_damaged_not_a_crash():
    whole = synthetic_workbook(30)
    with pytest.raises(errors.FileDamaged):
        read_sheets(whole[: len(whole) // 2], "list.xlsx")


@pytest.mark.parametrize("seed", range(8))
def test_bits_that_have_turned_over_are_refused_or_harmless(seed):
    content, random = bytearray(synthetic_workbook(30)), Random(seed)
    for _ in range(10):
        content[random.randrange(len(content))] = random.randrange(256)
    with suppress(errors.FileRefused):
        assert read_sheets(bytes(content), "list.xlsx")


def test_size_and_rows_have_limits():
    with pytest.raises(errors.FileTooLarge):
        read_sheets(b"a,b\n" * 100, "list.csv", max_bytes=100)
    with pytest.raises(errors.TooManyRows):
        read_sheets(b"a,b\n" * 100, "list.csv", max_rows=99)
    with pytest.raises(errors.TooManyRows):
        read_sheets(synthetic_workbook(100), "list.xlsx", max_rows=99)


@pytest.mark.parametrize(
    ("place", "refusal"),
    [((1_048_575, 0), errors.TooManyRows), ((5, 16_383), errors.TooManyColumns)],
)
def test_one_stray_cell_far_out_does_not_fill_the_memory(place, refusal):
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "姓名")
        sheet.write_string(*place, "x")
    with pytest.raises(refusal):
        read_sheets(target.getvalue(), "list.xlsx")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(errors.EncodingUnknown):
        read_sheets(b"a,b\n\xff\xff\xff\xff\x80\n", "list.csv")


def test_every_refusal_says_what_happened_and_what_to_do():
    for refusal in errors.FileRefused.__subclasses__():
        said = refusal(limit=1, limit_mb=1, named="a", found="b", row=1)
        assert str(said)
        assert "%" not in str(said)
        assert str(said.advice)
