"""Markup from values, escaped as Django does it, for the hundreds of pieces of a list.

Django's own functions ask of every value whether its translation can wait; that takes most of
their time, and here nothing waits.
"""

import html
import re
from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString

_special = re.compile(r"[&<>\"']").search


def escaped(value: object) -> str:
    """Return markup as it is, and all else as text in which nothing is markup."""
    if isinstance(value, SafeString):
        return value
    if hasattr(value, "__html__"):
        return str(value.__html__())
    text = str(value)
    return html.escape(text) if _special(text) else text


def format_html(form: str, *values: object) -> SafeString:
    """Return `form`, which is markup, with each `{}` filled by a value, escaped."""
    return SafeString(form.format(*map(escaped, values)))


def format_html_join(between: str, form: str, rows: Iterable[Sequence[object]]) -> SafeString:
    """Return `form` filled by each row of values, with `between`, which is markup, between."""
    return SafeString(between.join(form.format(*map(escaped, row)) for row in rows))


def joined(pieces: Iterable[object]) -> SafeString:
    """Return pieces one after the other, escaped."""
    return SafeString("".join(map(escaped, pieces)))
