"""How many come: a young group that grows, with full weekends and quiet Mondays."""

import random
from datetime import date

from hebe.config.demo.founding import HISTORY

FULL = {"jingan": 24, "xuhui": 11}
WEEKDAY = (0.66, 0.74, 0.76, 0.8, 0.88, 1.0, 0.97)
AT_FIRST = 0.3
BOOKED_AHEAD = (0.62, 0.45, 0.3)  # tomorrow, the day after, and from then on


def wanted(store_code: str, day: date, today: date) -> int:
    """Return how many bookings a day of a store should hold; today is always full."""
    full, distance = FULL[store_code], (day - today).days
    if distance == 0:
        return full
    if distance > 0:
        return round(full * BOOKED_AHEAD[min(distance, len(BOOKED_AHEAD)) - 1])
    age = max(0.0, 1 + distance / HISTORY.days)
    grown = AT_FIRST + (1 - AT_FIRST) * age**2
    luck = random.Random(f"{store_code} {day}").uniform(0.88, 1.12)
    return max(2, round(full * grown * WEEKDAY[day.weekday()] * luck))
