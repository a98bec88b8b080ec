"""Order numbers, and how a price explains itself. All money in fen."""

from collections.abc import Collection, Sequence
from datetime import date

Step = list[str | int]


def order_number(store_code: str, day: date, running: int) -> str:
    """Return the number people read: the day, the store, the day's running number.

    >>> order_number("jingan", date(2026, 11, 21), 39)
    'SO20261121-JINGAN-0039'
    """
    return f"SO{day:%Y%m%d}-{store_code.upper()}-{running:04d}"


def apportion(fen: int, weights: Sequence[int]) -> list[int]:
    """Share a sum out by weight so that the shares add up to it: by the largest remainder.

    Equal remainders go to the heavier, then to the earlier. All zeros weigh alike.

    >>> apportion(100, [1, 1, 1]), apportion(5, [0, 0])
    ([34, 33, 33], [3, 2])
    """
    whole = sum(weights)
    if not whole:
        return apportion(fen, [1] * len(weights))
    shares = [fen * weight // whole for weight in weights]
    left = [(-(fen * weight % whole), -weight, n) for n, weight in enumerate(weights)]
    for _remainder, _weight, n in sorted(left)[: fen - sum(shares)]:
        shares[n] += 1
    return shares


def explain(
    *, list_fen: int, price_fen: int, quantity: int, note: str = "", bundle: str = ""
) -> list[Step]:
    """Return the steps [step, fen, note] to a line's amount; they add up to it.

    >>> explain(list_fen=19800, price_fen=18810, quantity=2, note="first order")
    [['list', 39600, ''], ['discount', -1980, 'first order']]
    >>> explain(list_fen=0, price_fen=0, quantity=1)
    [['list', 0, '']]
    >>> explain(list_fen=19800, price_fen=15000, quantity=1, bundle="Glow")
    [['list', 19800, ''], ['bundle', -4800, 'Glow']]
    """
    steps: list[Step] = [["list", list_fen * quantity, ""]]
    if price_fen != list_fen:
        step = ["bundle", bundle] if bundle else ["discount", note]
        steps.append([step[0], (price_fen - list_fen) * quantity, step[1]])
    return steps


def note_of(steps: list[Step]) -> str:
    """Return why a price is below the list, as the steps say.

    >>> note_of([["list", 39600, ""], ["discount", -1980, "first order"]])
    'first order'
    >>> note_of([["list", 39600, ""]])
    ''
    """
    return next((str(note) for step, _fen, note in steps if step == "discount"), "")


def is_within(percent: int, list_fen: int, price_fen: int) -> bool:
    """Say whether a price takes at most so many per cent off the list.

    >>> is_within(10, 2000, 1800), is_within(10, 2000, 1799), is_within(0, 2000, 2000)
    (True, False, True)
    """
    return (list_fen - price_fen) * 100 <= percent * list_fen


def percent_off(list_fen: int, price_fen: int) -> str:
    """Return how many per cent a price is below the list, to one place after the point.

    >>> percent_off(2000, 1500), percent_off(3000, 2000), percent_off(0, 0)
    ('25', '33.3', '0')
    """
    tenths = round((list_fen - price_fen) * 1000 / list_fen) if list_fen else 0
    return f"{tenths / 10:g}"


def is_second_sale(came_for: Collection[int] | None, item_id: int | None) -> bool:
    """Say whether a line is more than she came for (unknown reasons never count).

    >>> is_second_sale(None, 7), is_second_sale([7], 7), is_second_sale([7], None)
    (False, False, True)
    """
    return came_for is not None and item_id not in came_for
