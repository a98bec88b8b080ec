"""What several conditions share. A condition is a pure function of named facts.

It answers True when its rule is broken, and asks no fact before it matters.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

Facts = Mapping[str, Any]

# The highest surgical level of each institution.
# 医疗美容项目分级管理目录 (卫办医政发〔2009〕220号).
HIGHEST_LEVEL = {
    "clinic": 1,
    "outpatient_no_anes": 1,
    "outpatient_with_anes": 2,
    "aesthetic_hospital": 3,
    "l3_plastic_hospital": 4,
}
# What a nurse may not carry out (医疗美容服务管理办法 art. 18).
INVASIVE = frozenset({"needle", "injection", "toxin", "thread", "surgery"})
ADULT, CAPABLE = 18, 8


def age_on(born_on: date | None, on: date) -> int | None:
    """Return completed years of life on a day; None when the birthday is unknown.

    >>> age_on(date(2009, 3, 2), date(2027, 3, 1)), age_on(date(2009, 3, 2), date(2027, 3, 2))
    (17, 18)
    """
    if born_on is None:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_clinical(facts: Facts) -> bool:
    """Say whether it is medical work, or talk that only a doctor may hold."""
    return bool(facts["medical"] or facts["needs_doctor"])


def is_led(facts: Facts) -> bool:
    """Say whether a lead doctor of the item's department does it or stands behind it."""
    department = facts["department"]
    by_herself = department in facts["performer_lead_departments"]
    return by_herself or department in facts["supervisor_lead_departments"]


# What `is_led` and the rules built on it ask.
LED_BY = (
    "medical",
    "department",
    "performer_post",
    "performer_lead_departments",
    "supervisor_lead_departments",
)
