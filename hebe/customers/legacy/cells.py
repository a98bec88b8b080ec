"""One cell into one value: text, names, sex, tags and courses."""

import re
import unicodedata
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from hebe.customers.legacy.sheets import Cell

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
    "|[\ud800-\udfff]"
)
_MARKUP = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>?")
_NOTHING = frozenset(
    {
        "-",
        "--",
        "---",
        "—",
        "——",
        "/",
        "\\",
        "无",
        "暂无",
        "空",
        "未知",
        "未填",
        "未填写",
        "null",
    }
    | {"none", "nan", "n/a", "na", "nil", "#n/a", "#value!", "#ref!", "#name?", "undefined"}
)
_BRACKETS = re.compile(r"[(\[【<《{](.*?)[)\]】>》}]|[(\[【<《{](.*)$")
_NAME_NOISE = re.compile(
    r"[(\[【<《{].*?[)\]】>》}]|[(\[【<《{].*$|[★☆◆▲■♥❤#@!~^=+|\"]+"
    r"|(?<!\w)[*●]+|[*●]+(?!\w)|(?:s?vip|新客|老客)\d*$",
    re.IGNORECASE,
)
# What desks add to a name to no end: a mark of rank, or that she is new.
_RANK = re.compile(
    r"s?vip\d*|[普银金白黑钻]卡?|钻石|白金|会员|新客?|老客?|贵宾|女士?|男士?|先生|小姐|\W*",
    re.IGNORECASE,
)
_LOST = re.compile(r"[?？\ufffd]|(?<=\w)[*●]+(?=\w)")
_BETWEEN_HANZI = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_SEXES = {
    "女": "f",
    "女性": "f",
    "女士": "f",
    "f": "f",
    "female": "f",
    "男": "m",
    "男性": "m",
    "先生": "m",
    "m": "m",
    "male": "m",
}
_TAG_BREAK = re.compile(r"[、,，;；|\n]+")
_COURSE = re.compile(r"(.+?)\s*[*×xX✕]\s*(\d{1,4})(?:\.0)?\s*次?")
_SESSIONS = re.compile(r"(.+?)\s*[(:]?\s*(?:剩余?|余)?\s*(\d{1,4})\s*次\)?")


class Course(NamedTuple):
    """Sessions of one item still owed to a customer."""

    item: str
    remaining: int


def plain(cell: Cell | None) -> str:
    """Return a cell as one clean line or lines of text; invisible characters go.

    >>> plain(" a\\x00b "), plain(12.0), plain(None)
    ('ab', '12', '')
    """
    if isinstance(cell, str):
        return cell.strip() if cell.isprintable() else _visible(cell)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return str(cell)


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text.replace("\xa0", " ")).strip()


def meant(cell: Cell | None) -> str:
    """Return the text of a cell, empty where it only says that there is nothing.

    >>> meant("无"), meant("—"), meant("无锡")
    ('', '', '无锡')
    """
    text = plain(cell)
    return "" if len(text) < 11 and text.lower() in _NOTHING else text


def without_markup(text: str) -> str:
    """Return text with anything that looks like a tag taken out.

    >>> without_markup("<b>怕痛</b>"), without_markup("3 < 5")
    ('怕痛', '3 < 5')
    """
    return _MARKUP.sub("", text).strip() if "<" in text else text


@lru_cache(maxsize=50_000)
def person_name(text: str) -> str:
    """Return a name without the marks desks add to it.

    >>> person_name(" 丁桂芳(VIP)"), person_name("张 倩"), person_name("(VIP)")
    ('丁桂芳', '张倩', '')
    """
    name = _NAME_NOISE.sub(" ", unicodedata.normalize("NFKC", text))
    name = _BETWEEN_HANZI.sub("", " ".join(name.split()))
    return "" if name.lower() in _NOTHING or not any(map(str.isalpha, name)) else name


def says_more(text: str) -> bool:
    """Say whether brackets in a name hold more than a rank: an allergy, whose mother she is.

    >>> says_more("王芳（青霉素过敏）"), says_more("丁桂芳(VIP2)"), says_more("张倩")
    (True, False, False)
    """
    found = _BRACKETS.findall(unicodedata.normalize("NFKC", text))
    return any(not _RANK.fullmatch(said) for pair in found for said in pair)


def is_damaged(name: str) -> bool:
    """Say whether a character of a name was lost and something stands for it.

    >>> is_damaged("李?"), is_damaged("林*芳"), is_damaged("王●丽"), is_damaged("阿不都•艾力")
    (True, True, True, False)
    """
    return bool(_LOST.search(name))


def sex(text: str) -> str | None:
    """Return f, m, empty for nothing said, or None when unreadable.

    >>> sex("女"), sex("M"), sex(""), sex("?")
    ('f', 'm', '', None)
    """
    return _SEXES.get(text.lower()) if text else ""


@lru_cache(maxsize=20_000)
def tags(text: str) -> tuple[str, ...]:
    """Return the tags of a cell, in order, each once.

    >>> tags("怕痛、网红;怕痛")
    ('怕痛', '网红')
    """
    return tuple(dict.fromkeys(tag for part in _TAG_BREAK.split(text) if (tag := part.strip())))


@lru_cache(maxsize=20_000)
def courses(text: str) -> tuple[Course, ...] | None:
    """Return what is left of each course, or None when any part is unreadable.

    >>> courses("皮秒祛斑*4、水光针 3次")
    (Course(item='皮秒祛斑', remaining=4), Course(item='水光针', remaining=3))
    >>> courses("热玛吉") is None, courses("")
    (True, ())
    """
    found = []
    for part in tags(unicodedata.normalize("NFKC", text)):
        match = _COURSE.fullmatch(part) or _SESSIONS.fullmatch(part)
        if not match:
            return None
        found.append(Course(match[1].strip(), int(match[2])))
    return tuple(found)
