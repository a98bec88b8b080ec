"""From what a clinic calls a column to the field it means."""

import re
import unicodedata
from functools import lru_cache

from hebe.customers.legacy.fields import FIELDS, Field

IGNORED_HEADINGS = frozenset(
    [
        "序号",
        "编号",
        "行号",
        "no",
        "id",
        "原因",
        "建议",
        "操作",
        "row",
        "reason",
        "suggestion",
        "年龄",
        "age",
        "星座",
    ]
)
_BY_HEADING = {
    heading.lower(): field for field in reversed(FIELDS.values()) for heading in field.headings
}
_LONGEST_FIRST = sorted(
    (heading for heading in _BY_HEADING if len(heading) > 1 and not heading.isascii()),
    key=len,
    reverse=True,
)
_NOT_SAID = re.compile(r"[\s*:_\-.·]|\(.*?\)|\[.*?\]|【.*?】|<.*?>")


def plain_heading(text: str) -> str:
    """Return a heading without case, spaces, required marks, and units in brackets.

    >>> plain_heading(" *储值 余额（元）: "), plain_heading("Member No.")
    ('储值余额', 'memberno')
    """
    return _NOT_SAID.sub("", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=4096)
def match_heading(text: str) -> tuple[Field | None, bool]:
    """Return the field a heading means, and whether the heading says exactly that.

    >>> match_heading("手机号")[0].code, match_heading("客户所留的手机号码")[1]
    ('phone', False)
    """
    said = plain_heading(text)
    if not said or said in IGNORED_HEADINGS:
        return None, False
    if field := _BY_HEADING.get(said):
        return field, True
    return next((_BY_HEADING[part] for part in _LONGEST_FIRST if part in said), None), False


def is_ignored(text: str) -> bool:
    """Say whether a heading names something that is counted or derived, not kept."""
    return plain_heading(text) in IGNORED_HEADINGS
