"""A customer made by the act itself, for the screens."""

import pytest

from hebe.customers import services


@pytest.fixture
def enter(boss):
    """Return a function that enters a customer by name and mobile."""

    def make(name="张晓敏", phone="13800135086", actor=boss, **details):
        return services.create_customer(actor, name=name, phone=phone, **details)

    return make


@pytest.fixture
def zhang(enter):
    return enter()
