"""The registry: every rule Hebe enforces, with its source."""

from hebe.compliance.judging import Rule
from hebe.compliance.red_lines.licence import LICENCE
from hebe.compliance.red_lines.minors import MINORS
from hebe.compliance.red_lines.people import PEOPLE
from hebe.compliance.red_lines.records import RECORDS

RULES: tuple[Rule, ...] = (*MINORS, *LICENCE, *PEOPLE, *RECORDS)
BY_ID = {rule.id: rule for rule in RULES}
