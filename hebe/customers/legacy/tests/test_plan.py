"""Merging: one phone, one customer, nothing overwritten, nothing counted twice."""

from datetime import date

from hebe.customers.legacy.dates import Calendar
from hebe.customers.legacy.identity import Here, OnFile
from hebe.customers.legacy.mapping import Column, ColumnMapping
from hebe.customers.legacy.plan import plan_import
from hebe.customers.legacy.rows import parse

FIELDS = ["name", "phone", "member_no", "principal", "sex", "tags", "courses"]
MAPPING = ColumnMapping(tuple(Column(n, code, code) for n, code in enumerate(FIELDS)))
A, B = "13812345678", "13987654321"


class OnFileHere(Here):
    """Customers on file, by mobile."""

    def __init__(self, found, numbers=None):
        self.found, self.numbers, self.asked = found, numbers or {}, []

    def by_phone(self, phones):
        self.asked.append(len([*phones]))
        return self.found

    def by_number(self, field, numbers):
        return self.numbers


def planned(*people, here=None):
    rows = [(n, list(person)) for n, person in enumerate(people, 2)]
    return plan_import(parse(rows, MAPPING, terms=Calendar(date(2026, 11, 21))), here)


def test_gaps_are_filled_and_nothing_is_overwritten():
    plan = planned(
        ("张倩", A, "HB1", 500.0, "", "", ""),
        ("张倩", A, "HB2", 0.0, "女", "怕痛", "水光针*2"),
    )
    (customer,) = plan.customers
    assert customer.values == {"member_no": "HB1", "sex": "f"}
    assert customer.tags == ("怕痛",)
    assert customer.opening.principal == 50_000
    assert customer.opening.courses == (("水光针", 2),)
    assert plan.report()["warned"] == {}


def test_a_balance_said_twice_counts_once():
    plan = planned(("张倩", A, "", 500.0, "", "", ""), ("张倩", A, "", 500.0, "", "", ""))
    totals = plan.totals["principal"]
    assert (totals.in_file, totals.imported, totals.merged) == (100_000, 50_000, 50_000)
    assert plan.report()["warned"] == {}


def test_another_balance_of_the_same_person_is_told():
    plan = planned(("张倩", A, "", 500.0, "", "", ""), ("张 倩", A, "", 700.0, "", "", ""))
    assert plan.report()["warned"] == {"opening_differs": 1}
    assert plan.customers[0].name == "张倩"


def test_a_second_number_never_merges_and_is_kept():
    plan = planned(("张倩", f"{A}/{B}", "", "", "", "", ""), ("李丽", B, "", "", "", "", ""))
    assert [row.phone for row in plan.customers] == [A, B]
    assert plan.customers[0].further_phones == [B]
    assert plan.report()["merged_same_phone"] == 0


def test_two_customers_cannot_share_a_member_number():
    plan = planned(("张倩", A, "HB1", "", "", "", ""), ("李丽", B, "HB1", "", "", "", ""))
    assert "member_no" not in plan.customers[1].values
    assert plan.report()["warned"] == {"number_taken": 1}


def test_a_rejected_row_merges_with_nobody_but_its_money_is_in_the_sums():
    plan = planned(("张倩", A, "", 500.0, "", "", ""), ("", A, "", 300.0, "", "", ""))
    assert plan.report()["merged_same_phone"] == 0
    assert plan.report()["file_totals"]["principal"] == 800.0
    assert plan.totals["principal"].rejected == 30_000


def test_known_customers_are_recognised_by_phone():
    plan = planned(
        ("张倩", A, "", 5.0, "", "", ""),
        ("李丽", B, "", "", "", "", ""),
        here=OnFileHere({A: [OnFile(9, "张倩")]}),
    )
    assert [(number, row.name) for number, row in plan.known] == [(9, "张倩")]
    assert [row.name for row in plan.customers] == ["李丽"]
    assert plan.totals["principal"].known == 500


def test_the_plan_counts_what_is_kept_of_each_field():
    plan = planned(
        ("张倩", A, "HB1", 500.0, "", "怕痛", ""), ("李丽", B, "", 0.0, "女", "", "水光针*2")
    )
    assert plan.kept == {"member_no": 1, "principal": 1, "tags": 1, "sex": 1, "courses": 1}
