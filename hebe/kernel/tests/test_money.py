"""Money: read exactly or refused, shared out without losing a fen."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hebe.kernel import money


@pytest.mark.parametrize(
    ("written", "amount_fen"),
    [
        ("¥2,000.00", 200_000),
        ("￥2，000．00", 200_000),
        ("9800.5元", 980_050),
        ("0元", 0),
        ("-300", -30_000),
        ("－300", -30_000),
        ("(300.10)", -30_010),
        ("1.2万", 1_200_000),
        (4968.67, 496_867),
        (0.29, 29),
        (500.0, 50_000),
        (3, 300),
        (Decimal("0.01"), 1),
    ],
)
def test_an_amount_is_read_to_the_fen(written, amount_fen):
    assert money.fen(written) == amount_fen


@pytest.mark.parametrize(
    "written",
    ["", "约2000", "abc", "1-2", "-1-", "2000元2000", float("nan"), float("inf"), True, "9e99"],
)
def test_what_is_not_an_amount_is_refused(written):
    with pytest.raises(money.NotMoney):
        money.fen(written)


@pytest.mark.parametrize("written", ["0.005", 0.001, Decimal("1.999")])
def test_parts_of_a_fen_are_refused_not_rounded(written):
    with pytest.raises(money.SubFen):
        money.fen(written)


@given(st.integers(-(10**14), 10**14))
def test_what_is_written_can_be_read_back(amount_fen):
    assert money.fen(money.yuan(amount_fen)) == amount_fen
