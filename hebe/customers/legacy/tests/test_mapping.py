"""Mappings: proposed from headings and contents, corrected, saved and found again."""

import json

import pytest

from hebe.customers.legacy.fields import FIELDS
from hebe.customers.legacy.headings import match_heading
from hebe.customers.legacy.mapping import ColumnMapping, signature
from hebe.customers.legacy.proposals import REASONS, propose_mapping

PHONES = ["13812345678", "13987654321", "15812345678"]


def fields(*columns):
    mapping = propose_mapping(
        [heading for heading, _cells in columns], [c for _h, c in columns]
    )
    return [column.field for column in mapping.columns]


def test_every_heading_we_list_means_its_own_field():
    for field in FIELDS.values():
        for heading in field.headings:
            assert match_heading(heading)[0] is field, heading


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("*客户 姓名", "name"),
        ("联系电话（必填）", "phone"),
        ("储值余额(元)", "principal"),
        ("介绍人手机", "referrer_phone"),
        ("顾客出生日期", "birthday"),
        ("Member No.", "member_no"),
    ],
)
def test_headings_are_known_in_any_dress(heading, field):
    assert match_heading(heading)[0].code == field


def test_contents_outweigh_a_heading_that_lies():
    assert fields(("电话", ["张倩", "李丽", "王芳"]), ("姓名", PHONES)) == ["name", "phone"]


def test_of_two_phone_columns_the_better_is_the_phone_and_the_other_a_further_one():
    columns = ("姓名", []), ("联系电话", ["", "12", PHONES[0]]), ("手机号", PHONES)
    assert fields(*columns) == ["name", "phone2", "phone"]


def test_row_numbers_and_empty_columns_are_not_imported_and_the_unknown_is_kept():
    assert fields(("序号", ["1", "2"]), ("", ["", ""]), ("喜好", ["茶", "咖啡"])) == [
        "",
        "",
        "extra",
    ]


def test_a_mapping_survives_being_saved():
    mapping = propose_mapping(["姓名", "手机"], [["张倩"], PHONES])
    saved = json.loads(json.dumps(mapping.to_json()))
    assert ColumnMapping.from_json(saved) == mapping
    assert mapping.signature == signature(["姓名 ", "手机*"])
    assert all(column.reason in REASONS for column in mapping.columns)


@pytest.mark.parametrize(
    "saved", [{}, {"columns": [1]}, {"columns": [{"heading": "a", "field": "x"}]}]
)
def test_what_is_no_mapping_is_refused(saved):
    with pytest.raises(ValueError, match="mapping"):
        ColumnMapping.from_json(saved)


def test_a_correction_takes_the_field_from_the_column_that_had_it():
    mapping = propose_mapping(["姓名", "手机", "电话2x"], [["张倩"], PHONES, PHONES])
    corrected = mapping.with_field(2, "phone")
    assert [column.field for column in corrected.columns] == ["name", "", "phone"]
    assert corrected.columns[2].is_sure
    with pytest.raises(ValueError, match="nonsense"):
        mapping.with_field(0, "nonsense")


def test_what_is_missing_is_named():
    assert propose_mapping(["姓名"], [["张倩"]]).missing == ["phone"]
