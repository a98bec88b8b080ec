"""Telephone numbers: every way a clinic writes them, one way to keep them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hebe.kernel import phones

MOBILES = st.from_regex(r"\A1[3-9][0-9]{9}\Z")


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        " 138 1234 5678 ",
        "138-1234-5678",
        "+8613812345678",
        "+86 138 1234 5678",
        "0086-13812345678",
        "8613812345678",
        "１３８１２３４５６７８",
        13812345678,
        13812345678.0,
        "13812345678.0",
        "1.3812345678E10",
        "13812345678（同微信）",
        "电话：13812345678",
        "\u202d13812345678\u202c",
    ],
)
def test_one_mobile_has_one_canonical_text(written):
    assert phones.canonical(written) == "13812345678"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("021-62345678", "021-62345678"),
        ("(021)62345678", "021-62345678"),
        ("02162345678", "021-62345678"),
        ("+86 21 62345678", "021-62345678"),
        ("0574-87654321", "0574-87654321"),
        ("021-62345678转801", "021-62345678-801"),
        ("021-62345678-801", "021-62345678-801"),
        ("400 820 8820", "400-820-8820"),
        ("+852 9123 4567", "+85291234567"),
        ("0085291234567", "+85291234567"),
        ("+1 (415) 555-2671", "+14155552671"),
    ],
)
def test_other_lines_are_kept_with_their_area_or_country(written, canonical):
    assert phones.canonical(written) == canonical


@pytest.mark.parametrize(
    "written",
    [
        "",
        "1539623980",
        "138123456789",
        "12812345678",
        "62345678",
        "1.38E+10",
        "无",
        "+86138",
        None,
    ],
)
def test_a_number_with_a_digit_too_few_or_too_many_is_refused(written):
    assert phones.read(written) is None
    assert not phones.is_valid(written)


@pytest.mark.parametrize(
    "between", ["/", " / ", "、", ",", "，", ";", "；", " ", "\n", "或", "和"]
)
def test_two_numbers_in_one_cell_come_apart(between):
    cell = f"13812345678{between}13987654321"
    assert phones.numbers(cell) == ["13812345678", "13987654321"]


def test_spaces_inside_numbers_do_not_cut_them():
    assert phones.numbers("138 1234 5678 139 8765 4321") == ["13812345678", "13987654321"]


def test_the_kind_of_line_is_told():
    assert phones.read("13812345678").kind is phones.Kind.MOBILE
    assert phones.read("021-62345678").kind is phones.Kind.LANDLINE
    assert phones.read("+85291234567").kind is phones.Kind.FOREIGN


@given(MOBILES)
def test_canonical_text_is_its_own_canonical_text(number):
    assert phones.canonical(number) == number
    assert phones.canonical(float(number)) == number
    assert phones.mask(number).count("*") == 4


@given(st.one_of(st.text(), st.floats(), st.integers()))
def test_nothing_a_cell_can_hold_breaks_the_reader(cell):
    for number in phones.numbers(cell):
        assert phones.canonical(number) == number
