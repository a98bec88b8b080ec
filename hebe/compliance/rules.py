"""The conditions: pure functions of named facts, which answer True when a rule is broken.

The facts an act must pass are listed in README.md.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hebe.compliance.choices import TRACED

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
FACE_CONSULT_DAYS = 30
ADULT, CAPABLE = 18, 8


def age_on(born_on: date | None, on: date) -> int | None:
    """Return completed years of life on a day; None when the birthday is unknown.

    >>> age_on(date(2009, 3, 2), date(2027, 3, 1)), age_on(date(2009, 3, 2), date(2027, 3, 2))
    (17, 18)
    """
    if born_on is None:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _expired(valid_to: date | None, on: date) -> bool:
    return valid_to is not None and valid_to < on


def _clinical(facts: Facts) -> bool:
    return bool(facts["medical"] or facts["needs_doctor"])


def licence_is_missing(facts: Facts) -> bool:
    """LIC-01: medical work without a licence on file, or with an expired one."""
    lapsed = not facts["licence_no"] or _expired(facts["licence_valid_to"], facts["on"])
    return _clinical(facts) and lapsed


def department_is_not_licensed(facts: Facts) -> bool:
    """LIC-02: the item's department is not on the store's licence."""
    return _clinical(facts) and facts["department"] not in facts["licensed_departments"]


def level_is_too_high(facts: Facts) -> bool:
    """LIC-03: surgery above what this kind of institution may do.

    >>> level_is_too_high({"department": "surgery", "level": 2, "institution": "clinic"})
    True
    """
    highest = HIGHEST_LEVEL.get(facts["institution"], 0)
    return bool(facts["department"] == "surgery" and facts["level"] > highest)


def item_is_not_filed(facts: Facts) -> bool:
    """LIC-04: a medical item whose official name the place has not filed.

    >>> item_is_not_filed(
    ...     {"medical": True, "catalogue_name": "线雕", "filed_projects": ["激光治疗"]})
    True
    """
    return bool(facts["medical"]) and facts["catalogue_name"] not in facts["filed_projects"]


def life_beauty_is_medical(facts: Facts) -> bool:
    """LIC-07: a needle, drug or energy device under the name of life beauty."""
    return bool(facts["kind"] == "life" and facts["technique"] not in {"none", "care"})


def performer_is_not_registered(facts: Facts) -> bool:
    """PRC-01: a doctor without a valid licence here, or no clinician at all, does it."""
    post = facts["performer_post"]
    if post in {"", "nurse"} or not _clinical(facts):
        return False
    return post != "doctor" or not facts["performer_is_physician"]


def _led(facts: Facts) -> bool:
    """Say whether a lead doctor of the item's department does it or stands behind it."""
    leads = {*facts["performer_lead_departments"], *facts["supervisor_lead_departments"]}
    return facts["department"] in leads


def lead_is_of_another_department(facts: Facts) -> bool:
    """PRC-02: a lead doctor works outside the departments they are filed for."""
    filed = facts["performer_lead_departments"]
    return bool(facts["medical"] and filed) and not _led(facts)


def no_lead_doctor_supervises(facts: Facts) -> bool:
    """PRC-03: done by somebody without a filing, and no lead doctor stands behind it."""
    clinician = facts["performer_post"] in {"doctor", "nurse"}
    unfiled = not facts["performer_lead_departments"]
    return bool(facts["medical"] and clinician and unfiled) and not _led(facts)


def nurse_is_not_registered(facts: Facts) -> bool:
    """PRC-05: a nurse whose registration here is missing or expired does it."""
    nursing = facts["medical"] and facts["performer_post"] == "nurse"
    return bool(nursing) and not facts["performer_is_nurse"]


def nurse_does_invasive_work(facts: Facts) -> bool:
    """PRC-06: injections, threads, needling and surgery are a doctor's.

    >>> nurse_does_invasive_work(
    ...     {"medical": True, "performer_post": "nurse", "technique": "injection"})
    True
    """
    nursing = facts["medical"] and facts["performer_post"] == "nurse"
    return bool(nursing) and facts["technique"] in INVASIVE


def injected_without_its_lot(facts: Facts) -> bool:
    """EMR-16: something was put into the body, and no product with its lot is written down.

    >>> injected_without_its_lot({"technique": "injection", "lots": []})
    True
    """
    return facts["technique"] in TRACED and not facts["lots"]


def layman_writes_medicine(facts: Facts) -> bool:
    """PRC-08: somebody who is not a doctor writes a diagnosis, plan, dose or order."""
    return bool(facts["medical_fields"]) and facts["author_post"] != "doctor"


def no_face_consult(facts: Facts) -> bool:
    """PRC-09: no doctor has examined the customer and signed it in the last 30 days."""
    if not facts["medical"]:
        return False
    seen: date | None = facts["consulted_on"]
    return seen is None or seen < facts["on"] - timedelta(days=FACE_CONSULT_DAYS)


def minor_is_unaccompanied(facts: Facts) -> bool:
    """MIN-01: under 18, unless the store takes minors and the guardian is here.

    >>> minor_is_unaccompanied(
    ...     {"medical": True, "age": 17, "accepts_minors": True, "guardian_present": True})
    False
    """
    minor = facts["age"] is not None and facts["age"] < ADULT
    allowed = facts["accepts_minors"] and facts["guardian_present"]
    return bool(facts["medical"] and minor) and not allowed


def age_is_unknown(facts: Facts) -> bool:
    """MIN-01: medical work on somebody of whom nobody knows whether she is of age.

    >>> [age_is_unknown({"medical": m, "age": a}) for m, a in ((1, None), (1, 30), (0, None))]
    [True, False, False]
    """
    return bool(facts["medical"]) and facts["age"] is None


def minor_pays_alone(facts: Facts) -> bool:
    """MIN-03: a child under 8 pays, or a minor without the guardian's approval."""
    age = facts["age"]
    if age is None or age >= ADULT:
        return False
    return bool(age < CAPABLE) or not facts["guardian_present"]
