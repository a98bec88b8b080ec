"""Rows: what is understood, what is doubted, what is refused, one reason each."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hebe.customers.legacy.cells import Course
from hebe.customers.legacy.dates import Calendar
from hebe.customers.legacy.errors import MappingIncomplete
from hebe.customers.legacy.mapping import Column, ColumnMapping
from hebe.customers.legacy.plan import plan_import
from hebe.customers.legacy.rows import parse

FIELDS = [
    "name",
    "phone",
    "birthday",
    "principal",
    "bonus",
    "points",
    "courses",
    "tags",
    "notes",
]
MAPPING = ColumnMapping(tuple(Column(n, code, code) for n, code in enumerate(FIELDS)))
TODAY = date(2026, 11, 21)
GOOD = {"name": "张倩", "phone": "13812345678"}


def rows_of(*people):
    return [(n, [p.get(code, "") for code in FIELDS]) for n, p in enumerate(people, 3)]


def read(*people, **options):
    return list(parse(rows_of(*people), MAPPING, terms=Calendar(TODAY), **options))


def one(**cells):
    return read(GOOD | cells)[0]


def codes(row):
    return [problem.code for problem in row.problems]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"phone": ""}, "no_phone"),
        ({"phone": "无"}, "no_phone"),
        ({"phone": "1381234567"}, "bad_phone"),
        ({"phone": "1381234567/13987654321"}, "bad_phone"),
        ({"name": ""}, "no_name"),
        ({"name": "(VIP)"}, "no_name"),
        ({"principal": "-300"}, "negative_balance"),
        ({"points": -5.0}, "negative_balance"),
        ({"principal": "约两千"}, "bad_balance"),
        ({"courses": "热玛吉若干"}, "bad_course"),
        ({"phone": "", "name": "", "principal": "-1"}, "no_phone"),
        ({"phone": "12", "name": ""}, "bad_phone"),
        ({"name": "", "principal": "-1"}, "no_name"),
    ],
)
def test_a_row_is_rejected_for_the_first_reason_that_applies(cells, reason):
    row = one(**cells)
    assert row.rejected == reason
    assert codes(row) == [reason]


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        (date(1985, 11, 22), "1985-11-22"),
        (31373.0, "1985-11-22"),
        ("31373", "1985-11-22"),
        ("1985-11-22", "1985-11-22"),
        ("1985/11/22 00:00:00", "1985-11-22"),
        ("1985.11.22", "1985-11-22"),
        ("1985年11月22日", "1985-11-22"),
        ("１９８５年１１月２２日", "1985-11-22"),
        ("19851122", "1985-11-22"),
        (19851122.0, "1985-11-22"),
        ("一九八五年十一月二十二日", "1985-11-22"),
        ("85年11月22日", "1985-11-22"),
        ("11/22/1985", "1985-11-22"),
        ("", None),
        ("0000-00-00", None),
        ("无", None),
    ],
)
def test_a_birthday_is_read_in_every_style(written, birthday):
    row = one(birthday=written)
    assert row.problems == []
    assert str(row.values.get("birthday")) == str(birthday)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1990-02-30", "no_such_day"),
        ("农历八月十五", "lunar"),
        ("1985年腊月初八", "lunar"),
        ("2030-01-01", "future"),
        ("1890-01-01", "too_old"),
        ("1990", "no_day"),
        (1990.0, "no_day"),
        ("1990年8月", "no_day"),
        ("03/04/1990", "ambiguous"),
        ("05.3.12", "ambiguous"),
        ("八月", "unreadable"),
        (-5.0, "unreadable"),
    ],
)
def test_a_day_that_is_not_certain_is_left_empty_with_its_reason(written, why):
    row = one(birthday=written)
    assert row.rejected == ""
    assert [(problem.code, problem.detail) for problem in row.problems] == [
        ("bad_birthday", why)
    ]
    assert "birthday" not in row.values


def test_balances_are_exact_and_nothing_is_not_zero():
    row = one(
        principal="¥9,800.50",
        bonus="",
        points="496分",
        courses="皮秒祛斑*4、水光针×0;热玛吉 2次",
    )
    assert row.opening.principal == 980_050
    assert row.opening.bonus is None
    assert row.opening.courses == (Course("皮秒祛斑", 4), Course("热玛吉", 2))
    assert row.opening.facts() == [
        ("principal", "", 980_050),
        ("points", "", 496),
        ("course", "皮秒祛斑", 4),
        ("course", "热玛吉", 2),
    ]
    assert one(principal=0.1 + 0.2).opening.principal == 30
    assert one(principal="0.005").rejected == "bad_balance"


def test_tags_come_apart_at_every_mark():
    assert one(tags="怕痛、网红,VIP；怕痛|贵").tags == ("怕痛", "网红", "VIP", "贵")


def test_program_text_and_invisible_characters_do_not_get_in():
    row = one(name="张\x00倩", notes="好<script>alert(1)</script>人\u202e")
    assert row.name == "张倩"
    assert row.values["notes"] == "好alert(1)人"
    assert codes(row) == ["markup_removed"]


def test_a_row_shorter_than_the_headings_is_read_as_far_as_it_goes():
    (row,) = parse([(3, ["张倩", "13812345678"])], MAPPING, terms=Calendar(TODAY))
    assert (row.name, row.rejected) == ("张倩", "")


def test_a_required_column_must_be_mapped():
    with pytest.raises(MappingIncomplete):
        parse([], MAPPING.with_field(1, ""))


def test_a_correction_counts_but_the_sums_of_the_file_do_not_change():
    people = (GOOD | {"principal": "-300"}, GOOD | {"phone": "1"})
    fixes = {3: {"principal": "0", "debt": "300"}, 4: {"phone": "13987654321"}}
    plan = plan_import(read(*people, corrections=fixes))
    assert plan.report()["new"] == 2
    assert plan.customers[0].opening.debt == 30_000
    assert plan.totals["principal"].in_file == -30_000
    assert plan.totals["principal"].corrected == -30_000
    assert plan.customers[0].cells[3] == "-300"


def test_a_row_left_out_by_choice_is_counted_so():
    plan = plan_import(read(GOOD, skipped={3}))
    assert plan.report()["rejected"] == {"skipped": 1}


cell = st.one_of(st.text(max_size=20), st.floats(), st.booleans(), st.dates(), st.integers())


@settings(suppress_health_check=[HealthCheck.too_slow])  # its first text loads all of Unicode
@given(st.lists(cell, max_size=9))
def test_no_cell_can_stop_the_import(cells):
    (row,) = parse([(3, cells)], MAPPING, terms=Calendar(TODAY))
    assert row.rejected or (row.name and row.phone)
    plan_import([row]).report()
