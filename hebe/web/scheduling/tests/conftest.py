"""A diary with people on duty, and a browser before it."""

import pytest
import time_machine

from hebe.scheduling.tests.conftest import book, laser_room, on_duty, pico

__all__ = ["book", "laser_room", "on_duty", "pico"]


@pytest.fixture(autouse=True)
def _early(monday):
    """It is seven on Monday morning."""
    with time_machine.travel(monday("07:00"), tick=False):
        yield


@pytest.fixture
def desk(client_of):
    """Return the front desk's browser."""
    return client_of("frontdesk")


DRAWER = {"HX-Request": "true"}
