"""Every rule of the rule base is enforced, held by construction, or waits for a capability."""

from hebe.compliance.later import BUILT_IN, LATER
from hebe.compliance.red_lines import BY_ID

# How many rules each area of the rule base has: 169 in all, numbered without a gap.
AREAS = {
    "LIC": 8, "PRC": 14, "EMR": 16, "CON": 6, "MIN": 6, "PHO": 5, "SUP": 2, "STK": 14,
    "TOX": 5, "NAR": 4, "RX": 2, "DEV": 4, "ADR": 1, "WST": 2, "ADV": 20, "PRI": 9,
    "PIP": 16, "SEC": 7, "INC": 2, "PRE": 14, "LOAN": 1, "INV": 5, "REF": 5, "CPL": 1,
}  # fmt: skip
BASE = {f"{area}-{n:02}" for area, last in AREAS.items() for n in range(1, last + 1)}
# Rules beside those of the base: our own, and a province's.
OWN = {"MIN-01-AGE", "MIN-01-BJ"}


def test_the_rule_base_has_169_rules():
    assert len(BASE) == 169


def test_every_rule_is_accounted_for_once():
    waiting = [*BUILT_IN.split(), *" ".join(LATER.values()).split()]
    told = sorted([*waiting, *(set(BY_ID) - OWN)])
    assert told == sorted(BASE)
