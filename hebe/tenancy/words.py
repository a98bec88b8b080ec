"""The words a group chose for itself: what it calls its advisors (ORG-04)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.functional import lazy
from django.utils.translation import gettext

_advisors: ContextVar[str] = ContextVar("advisors", default="")


def speak_of_advisors_as(word: str) -> None:
    """Let everything said from here on call advisors by the group's own word."""
    _advisors.set(word)


@contextmanager
def own_words() -> Iterator[None]:
    """Forget afterwards what was said inside, so that no group hears another's word."""
    before = _advisors.set(_advisors.get())
    try:
        yield
    finally:
        _advisors.reset(before)


def _advisor() -> str:
    return _advisors.get() or gettext("Advisor")


advisor_word = lazy(_advisor, str)()
