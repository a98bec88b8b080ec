"""The words a group chose for itself: what it calls its advisors (ORG-04)."""

from contextvars import ContextVar

from django.utils.functional import lazy
from django.utils.translation import gettext

_advisors: ContextVar[str] = ContextVar("advisors", default="")


def speak_of_advisors_as(word: str) -> None:
    """Let everything said from here on call advisors by the group's own word."""
    _advisors.set(word)


def _advisor() -> str:
    return _advisors.get() or gettext("Advisor")


advisor_word = lazy(_advisor, str)()
