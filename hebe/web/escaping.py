"""Markup from values, for the hundreds of pieces of a list.

Django's own functions ask of every value whether its translation can wait; that takes most of
their time, and here nothing waits. MarkupSafe escapes.
"""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString
from markupsafe import escape as escaped

__all__ = ["escaped", "format_html", "format_html_join", "joined"]


def format_html(form: str, *values: object) -> SafeString:
    """Return `form`, which is markup, with each `{}` filled by a value, escaped."""
    return SafeString(form.format(*map(escaped, values)))


def format_html_join(between: str, form: str, rows: Iterable[Sequence[object]]) -> SafeString:
    """Return `form` filled by each row of values, with `between`, which is markup, between."""
    return SafeString(between.join(form.format(*map(escaped, row)) for row in rows))


def joined(pieces: Iterable[object]) -> SafeString:
    """Return pieces one after the other, escaped."""
    return SafeString("".join(map(escaped, pieces)))
