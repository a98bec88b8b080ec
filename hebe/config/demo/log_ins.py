"""The demo's log-ins, each taken over by its owner, all with the one password that is told."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import get_hasher

from hebe.access.actor import Actor
from hebe.access.models import User
from hebe.access.services import change_password, create_user

GIVEN, PASSWORD = "hebe-first", "hebe-demo"
LEAST = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


def let_in(boss: Actor, login: str, name: str, *, store_id: int | None = None) -> User:
    """Make a log-in, and have its owner choose her own password as at a first sign-in."""
    with _hashing_quickly():
        user = create_user(boss, login=login, name=name, password=GIVEN, store_id=store_id)
        owner = Actor(user.pk, user.name, user.group_id, {})
        return change_password(owner, current=GIVEN, password=PASSWORD)


@contextmanager
def _hashing_quickly() -> Iterator[None]:
    """Spend no time on guarding a password that is printed for everybody."""
    hasher = vars(get_hasher())
    hasher.update(LEAST)
    try:
        yield
    finally:
        for name in LEAST:
            del hasher[name]
