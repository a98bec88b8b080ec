"""Answers that may be some seconds old."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from hebe.kernel import clock

T = TypeVar("T")


class Kept(Generic[T]):
    """What was answered lately in this process, for whoever asks the same again.

    The key names all that the answer depends on, who asks and what she may see included.
    """

    def __init__(self, age: timedelta, most: int = 64) -> None:
        self._age, self._most = age, most
        self._answers: dict[Hashable, tuple[datetime, T]] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> tuple[datetime, T]:
        """Return the answer and the moment it is of: one not older than `age`, or a new one."""
        now, found = clock.now(), self._answers.get(key)
        if found is not None and timedelta(0) <= now - found[0] < self._age:
            return found
        if len(self._answers) >= self._most:
            self._answers.clear()
        self._answers[key] = now, make()
        return self._answers[key]
