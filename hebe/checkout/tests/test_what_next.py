"""Whoever is refused is told what to do next: from the first call to the receipt."""

import inspect

import pytest

from hebe.billing import errors as billing
from hebe.checkout import errors as checkout
from hebe.clinical import errors as clinical
from hebe.compliance import errors as compliance
from hebe.customers import errors as customers
from hebe.kernel.errors import Refused
from hebe.payments import errors as payments
from hebe.scheduling import errors as scheduling
from hebe.staff import errors as staff
from hebe.todos import errors as todos
from hebe.visits import errors as visits

MODULES = (
    customers, staff, todos, scheduling, compliance,
    visits, clinical, billing, payments, checkout,
)  # fmt: skip
SPOKEN_FOR = {scheduling.Unfit, compliance.RedLine, compliance.RedLineWarning}
REFUSALS = [
    refusal
    for module in MODULES
    for _name, refusal in inspect.getmembers(module, inspect.isclass)
    if issubclass(refusal, Refused)
    and refusal.__module__ == module.__name__
    and refusal not in SPOKEN_FOR  # by their kinds, or by the rule that speaks
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.__name__)
def test_every_refusal_says_what_to_do_next(refusal):
    assert str(refusal.advice)
