"""Keyset paging: every row once, in both directions, also where a value is missing."""

import json
from base64 import urlsafe_b64encode
from datetime import date

import pytest

from hebe.kernel.errors import Invalid
from hebe.kernel.keyset import after, before, beyond, decode, encode
from hebe.tenancy.models import Store

ENDS = [None, date(2028, 1, 1), date(2027, 1, 1), date(2027, 1, 1), None]


@pytest.fixture
def stores(group):
    for number, end in enumerate(ENDS):
        Store.objects.of(group).create(
            group_id=group.pk, code=str(number), name=str(number), licence_valid_to=end
        )
    return Store.objects.of(group)


@pytest.mark.parametrize(
    "order",
    [
        ("licence_valid_to", "id"),
        ("-licence_valid_to", "-id"),
        ("-licence_valid_to", "id"),
        ("code", "-id"),
    ],
)
def test_what_comes_before_and_after_a_row_is_everything_else(stores, order):
    rows = list(stores.order_by(*order))
    for place, row in enumerate(rows):
        values = decode(encode(row, order), order)
        assert (
            list(stores.filter(after(Store, order, values)).order_by(*order))
            == rows[place + 1 :]
        )
        assert (
            list(stores.filter(before(Store, order, values)).order_by(*order)) == rows[:place]
        )


@pytest.mark.parametrize(
    "said",
    [
        "[1]",
        "[1, 2, 3]",
        "{}",
        "[[], 1]",
        "[true, 1]",
        "[NaN, 1]",
        "[" * 50_000,
        "word",
        "",
        r'["\u0000", 1]',
        r'["\ud800", 1]',
    ],
)
def test_a_cursor_of_somebody_elses_making_is_refused(said):
    with pytest.raises(Invalid):
        decode(urlsafe_b64encode(said.encode()).decode(), ("name", "id"))


def test_a_cursor_that_is_not_even_text_is_refused():
    for cursor in ("ü", "a", json.dumps([1, 2])):
        with pytest.raises(Invalid):
            decode(cursor, ("name", "id"))


@pytest.mark.parametrize("back", [True, False])
@pytest.mark.parametrize("said", [["2027-01-01", "x"], ["x", 1], [1, 1], [10**30, "x"]])
def test_a_cursor_of_another_order_is_refused(stores, said, back):
    cursor = urlsafe_b64encode(json.dumps(said).encode()).decode()
    with pytest.raises(Invalid):
        beyond(stores, ("licence_valid_to", "id"), cursor, back=back)
