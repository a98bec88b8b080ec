"""Somebody to be found."""

import pytest

from hebe.customers.services import create_customer


@pytest.fixture
def zhang(boss):
    return create_customer(boss, name="张晓敏", phone="13800135086")
