"""The judgements: vectors of the rule base, section 7.3."""

from datetime import date

import pytest

from hebe.compliance import rules
from hebe.compliance.cases import Case
from hebe.compliance.choices import Severity, Trigger
from hebe.compliance.judging import broken
from hebe.compliance.red_lines import BY_ID, RULES
from hebe.compliance.rules import age_on

DAY = date(2027, 1, 4)
SOUND = {
    "on": DAY,
    "jurisdiction": "CN",
    "chosen_parameters": {},
    "institution": "outpatient_no_anes",
    "licence_no": "PDY00000131010617D1542",
    "licence_valid_to": date(2030, 12, 31),
    "licensed_departments": ["surgery", "dermatology"],
    "filed_projects": ["A型肉毒毒素美容注射", "重睑成形术"],
    "accepts_minors": False,
    "kind": "treatment",
    "medical": True,
    "needs_doctor": True,
    "department": "dermatology",
    "level": 0,
    "technique": "toxin",
    "catalogue_name": "A型肉毒毒素美容注射",
    "performer_post": "doctor",
    "performer_is_physician": True,
    "performer_is_nurse": False,
    "performer_lead_departments": ["dermatology"],
    "supervisor_lead_departments": [],
    "age": 29,
    "guardian_present": False,
    "consulted_on": DAY,
    "author_post": "doctor",
    "medical_fields": ["diagnosis"],
    "lots": ["C3709"],
    "is_tattoo": False,
    "ordering_departments": ["dermatology"],
    "last_toxin_on": None,
    "is_recorded_by_performer": True,
}
NURSE: dict[str, object] = {
    "performer_post": "nurse",
    "performer_is_physician": False,
    "performer_is_nurse": True,
    "performer_lead_departments": [],
    "supervisor_lead_departments": ["dermatology"],
    "technique": "energy",
}
UNFILED: dict[str, object] = {"performer_lead_departments": []}
# Of every rule: facts that break it, and facts close by that do not.
EXAMPLES = {
    "LIC-01": ({"licence_no": ""}, {"licence_valid_to": DAY}),
    "LIC-02": ({"licensed_departments": ["dental"]}, {"licensed_departments": ["dermatology"]}),
    "LIC-03": ({"department": "surgery", "level": 2}, {"department": "surgery", "level": 1}),
    "LIC-04": ({"catalogue_name": "线雕"}, {"catalogue_name": "重睑成形术"}),
    "LIC-07": ({"kind": "life", "technique": "energy"}, {"kind": "life", "technique": "care"}),
    "MIN-01": ({"age": 17, "accepts_minors": True}, {"age": 18}),
    "MIN-01-AGE": ({"age": None}, {"age": None, "medical": False}),
    "MIN-01-BJ": ({"age": 17, "guardian_present": True}, {"age": 18}),
    "MIN-02": ({"is_tattoo": True, "age": 17}, {"is_tattoo": True, "age": 18}),
    "MIN-03": ({"age": 8}, {"age": 8, "guardian_present": True}),
    "PRC-01": ({"performer_is_physician": False}, NURSE),
    "PRC-02": ({"department": "surgery"}, {}),
    "PRC-03": (UNFILED, UNFILED | {"supervisor_lead_departments": ["dermatology"]}),
    "PRC-05": (NURSE | {"performer_is_nurse": False}, NURSE),
    "PRC-06": (NURSE | {"technique": "needle"}, NURSE),
    "PRC-07": (NURSE | {"ordering_departments": ["surgery"]}, NURSE),
    "PRC-08": ({"author_post": "advisor"}, {"author_post": "advisor", "medical_fields": []}),
    "PRC-09": ({"consulted_on": date(2026, 12, 4)}, {"consulted_on": date(2026, 12, 5)}),
    "RX-02": ({"last_toxin_on": date(2026, 10, 13)}, {"last_toxin_on": date(2026, 10, 12)}),
    "PRE-04": ({"level": 2, "consulted_on": None}, {"level": 1, "consulted_on": None}),
    "EMR-09": (
        {"technique": "surgery", "is_recorded_by_performer": False},
        {"technique": "toxin", "is_recorded_by_performer": False},
    ),
    "EMR-16": ({"lots": []}, {"lots": [], "technique": "energy"}),
}


def verdict(trigger, **changed):
    return [breach.rule.id for breach in broken(RULES, trigger, Case(**SOUND | changed))]


def test_every_rule_has_its_two_examples():
    assert set(EXAMPLES) == set(BY_ID)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_broken_by_what_breaks_it(rule):
    breaks, keeps = EXAMPLES[rule.id]
    for trigger in rule.triggers:
        assert rule.id in verdict(trigger, jurisdiction=rule.jurisdiction, **breaks)
        assert rule.id not in verdict(trigger, jurisdiction=rule.jurisdiction, **keeps)


def test_a_provinces_rule_stands_in_for_the_nations():
    child = {"age": 16}
    assert verdict("booking.create", jurisdiction="CN-SH", **child) == ["MIN-01"]
    assert verdict("booking.create", jurisdiction="CN-BJ", **child) == ["MIN-01-BJ"]
    assert verdict("booking.create", jurisdiction="CN-BJ-HD", **child) == ["MIN-01-BJ"]


def test_what_a_store_sets_within_the_law_counts():
    fortnight = {("PRC-09", "consult_valid_days"): 14}
    seen = {"consulted_on": date(2026, 12, 20), "chosen_parameters": fortnight}
    assert verdict("treatment.start", **seen) == ["PRC-09"]
    assert verdict("treatment.start", **seen | {"consulted_on": date(2026, 12, 21)}) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_a_store_may_set_has_bounds_and_says_why(rule):
    for parameter in rule.parameters:
        assert parameter.minimum <= parameter.default <= parameter.maximum
        assert parameter.why


@pytest.mark.parametrize("trigger", Trigger.values)
def test_sound_facts_break_nothing(trigger):
    assert verdict(trigger) == []


@pytest.mark.parametrize(
    ("institution", "level", "expected"),
    [
        ("clinic", 1, []),
        ("clinic", 2, ["LIC-03"]),
        ("outpatient_no_anes", 2, ["LIC-03"]),
        ("outpatient_with_anes", 2, []),
        ("aesthetic_hospital", 4, ["LIC-03"]),
        ("l3_plastic_hospital", 4, []),
    ],
)
def test_surgery_stays_within_the_grade_of_the_institution(institution, level, expected):
    facts = {"institution": institution, "level": level, "department": "surgery"}
    assert verdict("service.publish", **facts) == expected


def test_skin_items_have_no_level():
    assert verdict("service.publish", institution="clinic", level=4) == []


@pytest.mark.parametrize("moment", ["service.publish", "booking.create", "order.create"])
@pytest.mark.parametrize("name", ["", " ", "线雕", "A型肉毒毒素美容注射术"])
def test_an_unfiled_name_stays_off_offer(moment, name):
    assert verdict(moment, catalogue_name=name) == ["LIC-04"]


def test_a_thread_lift_is_refused_until_it_is_filed():
    thread = {"technique": "thread", "catalogue_name": "埋线提升"}
    assert verdict("service.publish", **thread) == ["LIC-04"]
    assert verdict("service.publish", filed_projects=["埋线提升"], **thread) == []
    assert verdict("service.publish", filed_projects=["埋线提升"]) == ["LIC-04"]


def test_a_laser_is_no_life_beauty():
    life = {"kind": "life", "medical": False, "needs_doctor": False}
    assert verdict("service.publish", technique="energy", **life) == ["LIC-07"]
    assert verdict("service.publish", technique="care", **life) == []


@pytest.mark.parametrize(
    "licence",
    [{"licence_no": ""}, {"licence_valid_to": date(2027, 1, 3)}],
)
def test_no_medical_work_without_a_valid_licence(licence):
    assert verdict("booking.create", **licence) == ["LIC-01"]
    assert verdict("booking.create", medical=False, needs_doctor=False, **licence) == []


def test_a_licence_is_good_on_its_last_day_and_may_have_none():
    assert verdict("booking.create", licence_valid_to=DAY) == []
    assert verdict("booking.create", licence_valid_to=None) == []


def test_a_department_off_the_licence_is_refused():
    assert verdict("order.create", department="dental") == ["LIC-02"]
    assert verdict("order.create", department="life", medical=False, needs_doctor=False) == []


def test_a_skin_lead_doctor_may_not_do_eyelids():
    assert verdict("treatment.start", department="surgery", level=1) == ["PRC-02"]


def test_a_doctor_without_a_filing_needs_a_lead_doctor_behind():
    assert verdict("treatment.start", performer_lead_departments=[]) == ["PRC-03"]
    supervised = {
        "performer_lead_departments": [],
        "supervisor_lead_departments": ["dermatology"],
    }
    assert verdict("treatment.start", **supervised) == []


def test_an_unregistered_doctor_does_nothing_medical():
    assert verdict("treatment.start", performer_is_physician=False) == ["PRC-01"]


def test_a_layman_does_nothing_medical():
    facts = {"performer_post": "advisor", "performer_is_physician": False}
    assert verdict("treatment.execute", performer_lead_departments=[], **facts) == ["PRC-01"]


@pytest.mark.parametrize("technique", sorted(rules.INVASIVE))
def test_a_nurse_does_nothing_invasive(technique):
    nurse = {
        "performer_post": "nurse",
        "performer_is_nurse": True,
        "performer_lead_departments": [],
        "supervisor_lead_departments": ["dermatology"],
    }
    assert verdict("treatment.execute", technique=technique, **nurse) == ["PRC-06"]
    assert verdict("treatment.execute", **nurse | {"technique": "energy"}) == []


def test_an_unregistered_nurse_does_nothing_medical():
    nurse = {
        "performer_post": "nurse",
        "technique": "energy",
        "performer_lead_departments": [],
        "supervisor_lead_departments": ["dermatology"],
    }
    assert verdict("treatment.execute", **nurse) == ["PRC-05"]


@pytest.mark.parametrize("post", ["advisor", "callcenter", "manager", "nurse", ""])
def test_only_a_doctor_writes_a_diagnosis(post):
    assert verdict("emr.save", author_post=post) == ["PRC-08"]
    assert verdict("emr.save", author_post=post, medical_fields=[]) == []


@pytest.mark.parametrize(
    ("seen", "expected"),
    [(None, ["PRC-09"]), (date(2026, 12, 4), ["PRC-09"]), (date(2026, 12, 5), [])],
)
def test_a_doctor_examined_within_thirty_days(seen, expected):
    assert verdict("treatment.start", consulted_on=seen) == expected


def test_the_day_before_eighteen_is_under_age_and_the_birthday_is_not():
    eve = age_on(date(2009, 1, 5), DAY)
    birthday = age_on(date(2009, 1, 4), DAY)
    assert verdict("booking.create", age=eve) == ["MIN-01"]
    assert verdict("booking.create", age=birthday) == []


def test_a_minor_comes_with_the_guardian_where_the_store_takes_minors():
    assert verdict("booking.create", age=16, guardian_present=True) == ["MIN-01"]
    assert verdict("booking.create", age=16, accepts_minors=True) == ["MIN-01"]
    both = {"accepts_minors": True, "guardian_present": True}
    assert verdict("booking.create", age=16, **both) == []


@pytest.mark.parametrize(
    ("age", "guardian", "expected"),
    [
        (7, True, ["MIN-03"]),
        (8, True, []),
        (17, False, ["MIN-03"]),
        (18, False, []),
        (None, False, []),
    ],
)
def test_minors_do_not_pay_alone(age, guardian, expected):
    assert verdict("order.pay", age=age, guardian_present=guardian) == expected


def test_a_rule_binds_its_jurisdiction_and_what_lies_below_it():
    rule = BY_ID["LIC-01"]
    assert rule.applies("booking.create", "CN-SH", DAY)
    assert not rule.applies("booking.create", "HK", DAY)
    assert not rule.applies("booking.create", "CN", date(2009, 1, 1))


def test_only_what_the_law_leaves_open_can_be_relaxed():
    rule = BY_ID["PRC-09"]
    assert rule.severity_at(Trigger.START, "off") == Severity.BLOCK
    assert rule.severity_at(Trigger.ORDER) == Severity.WARN
    assert rule.severity_at(Trigger.ORDER, "off") == Severity.OFF


def test_every_rule_names_its_source_and_what_to_do_next():
    assert all(rule.source and rule.advice and rule.title for rule in RULES)
    assert len(BY_ID) == len(RULES)


@pytest.mark.parametrize(
    ("technique", "expected"),
    [("injection", ["EMR-16"]), ("toxin", ["EMR-16"]), ("thread", ["EMR-16"]), ("energy", [])],
)
def test_what_stays_in_the_body_names_its_lot(technique, expected):
    assert verdict("treatment.close", technique=technique, lots=[]) == expected
    assert verdict("treatment.close", technique=technique) == []
