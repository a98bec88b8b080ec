"""Money is whole fen; this file reads it and writes it."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

LARGEST_FEN = 2**63 - 1
_NOISE = re.compile(r"[\s,¥￥$'_]|人民币|rmb|cny", re.IGNORECASE)
_AMOUNT = re.compile(r"([+-]?)(\d+(?:\.\d*)?|\.\d+)(万)?(?:元整?|块)?([+-]?)", re.ASCII)
_PLAIN = re.compile(r"-?\d{1,15}", re.ASCII)


class NotMoney(ValueError):
    """The text cannot be read as an amount of yuan."""


class SubFen(NotMoney):
    """The amount is finer than one fen, so keeping it would mean rounding."""


def fen(yuan_amount: str | Decimal | float) -> int:
    """Return an amount of yuan as whole fen, exactly.

    Text may carry ¥, 元, 万, thousands commas, full-width digits, and a minus or brackets
    for a debt. Raises SubFen rather than round, NotMoney for anything else unreadable.

    >>> fen("¥2,000.00"), fen("9800.5元"), fen(0.1), fen("1.2万"), fen("(300)")
    (200000, 980050, 10, 1200000, -30000)
    >>> fen("0.005")
    Traceback (most recent call last):
    ...
    hebe.kernel.money.SubFen: 0.005
    """
    if isinstance(yuan_amount, bool):
        raise NotMoney(str(yuan_amount))
    if isinstance(yuan_amount, float):
        yuan_amount = repr(yuan_amount)
        return _scaled(_decimal(yuan_amount), yuan_amount)
    if isinstance(yuan_amount, str):
        return _scaled(_read(yuan_amount), yuan_amount)
    return _scaled(Decimal(yuan_amount), str(yuan_amount))


def _read(text: str) -> Decimal:
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    bare = _NOISE.sub("", unicodedata.normalize("NFKC", text)).replace("−", "-")
    bracketed = bare.startswith("(") and bare.endswith(")")
    match = _AMOUNT.fullmatch(bare[1:-1] if bracketed else bare)
    if not match or (match[1] and match[4]):
        raise NotMoney(text)
    value = _decimal(match[2]) * (10_000 if match[3] else 1)
    return -value if bracketed or "-" in (match[1], match[4]) else value


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise NotMoney(text) from None


def _scaled(yuan_amount: Decimal, said: str) -> int:
    if not yuan_amount.is_finite() or abs(yuan_amount) > LARGEST_FEN // 100:
        raise NotMoney(said)
    scaled = yuan_amount * 100
    if scaled != scaled.to_integral_value():
        raise SubFen(said)
    return int(scaled)


def yuan(amount_fen: int) -> str:
    """Return fen as people read it, with thousands commas and two decimals.

    >>> yuan(123450), yuan(-5), yuan(0)
    ('1,234.50', '-0.05', '0.00')
    """
    whole, rest = divmod(abs(amount_fen), 100)
    return f"{'-' if amount_fen < 0 else ''}{whole:,}.{rest:02d}"
