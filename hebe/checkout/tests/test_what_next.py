"""Whoever is refused on a visit's way is told what to do next."""

import inspect

import pytest

from hebe.billing import errors as billing
from hebe.checkout import errors as checkout
from hebe.clinical import errors as clinical
from hebe.kernel.errors import Refused
from hebe.payments import errors as payments
from hebe.visits import errors as visits

REFUSALS = [
    refusal
    for module in (visits, clinical, billing, payments, checkout)
    for _name, refusal in inspect.getmembers(module, inspect.isclass)
    if issubclass(refusal, Refused) and refusal.__module__ == module.__name__
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.__name__)
def test_every_refusal_says_what_to_do_next(refusal):
    assert str(refusal.advice)
