"""Answers that may be some seconds old."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from cachetools import TTLCache

from hebe.kernel import clock

T = TypeVar("T")


class Kept(Generic[T]):
    """What was answered lately in this process, for whoever asks the same again.

    The key names all that the answer depends on, who asks and what she may see included.
    """

    def __init__(self, age: timedelta, most: int = 64) -> None:
        self._age = age
        self._answers: TTLCache[Hashable, tuple[datetime, T]] = TTLCache(
            most, age.total_seconds(), timer=lambda: clock.now().timestamp()
        )

    def get(self, key: Hashable, make: Callable[[], T]) -> tuple[datetime, T]:
        """Return the answer and the moment it is of: one not older than `age`, or a new one."""
        found = self._answers.get(key)
        if found is not None and found[0] <= clock.now():  # else the clock was set back
            return found
        answer = clock.now(), make()
        self._answers[key] = answer
        return answer
