"""What may stand in a log: never a key, a telephone or identity number, or a row's contents."""

import logging
import re

HIDDEN = (
    (re.compile(r"hebe_\d+_[\w-]{16,}"), "hebe_****"),
    (re.compile(r"(?<!\d)((?:(?:00)?86)?1[3-9]\d)\d{4}(\d{4})(?!\d)"), r"\1****\2"),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), "****"),
    # PostgreSQL repeats the whole row that broke a constraint, line breaks and all
    (
        re.compile(
            r"^(DETAIL|CONTEXT): .*?(?=\n(?:DETAIL|CONTEXT|HINT):|\n\n(?:The above|During)|\Z)",
            re.MULTILINE | re.DOTALL,
        ),
        r"\1: left out",
    ),
)


def scrub(text: str) -> str:
    """Return a text without what identifies people or opens doors.

    >>> scrub("13800138001 asked with hebe_7_abcdefghijklmnopqrst")
    '138****8001 asked with hebe_****'
    >>> scrub("+8613800138001")
    '+86138****8001'
    >>> scrub("duplicate key\\nDETAIL:  Key (name)=(秦兰) already exists.")
    'duplicate key\\nDETAIL: left out'
    """
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    return text


class Scrubbed(logging.Formatter):
    """Writes a line, and the trace below it, without personal data and secrets."""

    def format(self, record: logging.LogRecord) -> str:
        """Return what is written."""
        return scrub(super().format(record))
