"""One way to compare names: the same for what is kept and for what is typed.

Width, case, accents, apostrophes and invisible characters do not count (Unicode NFKC,
case folding, then combining marks of the Latin, Greek and Cyrillic scripts taken off); dots,
dashes and blanks part words. Scripts whose marks are letters (Thai, Tibetan, Kana) keep them.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

_JOINED = str.maketrans("", "", "'’‘ʼʻ`´′＇ـ")
# Letters that no normal form takes apart (Unicode, Latin Extended-A and Additional).
_WHOLE = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
     "þ": "th", "ŧ": "t"}
)  # fmt: skip
_ACCENTS = (("\u0300", "\u036f"), ("\u064b", "\u0652"))  # Latin and its kin; Arabic vowels
# Letters and symbols that show nothing (Unicode, Default_Ignorable and blanks by design).
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u180e\u034f")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zs", "Zl", "Zp"})


def is_seen(text: str) -> bool:
    """Say whether a text shows anything on a screen.

    >>> is_seen("张"), is_seen(" \u200b\u3164\u2800"), is_seen("")
    (True, False, False)
    """
    return any(c not in _BLANK and unicodedata.category(c) not in _UNSEEN for c in text)


def folded(text: str) -> str:
    """Return a text as it is compared; its words still stand apart.

    >>> folded("O’Brien Łukasz"), folded("Nguyễn Thị"), folded("ＭÜLLER"), folded("が")
    ('obrien lukasz', 'nguyen thi', 'muller', 'が')
    """
    flat = unicodedata.normalize("NFKC", text.translate(_JOINED)).casefold()
    apart = unicodedata.normalize("NFD", flat.translate(_WHOLE).translate(_JOINED))
    return unicodedata.normalize("NFC", "".join(c for c in apart if not _is_left_out(c)))


def _is_left_out(character: str) -> bool:
    if any(first <= character <= last for first, last in _ACCENTS):
        return True
    if character in _BLANK or unicodedata.category(character) == "Cf":
        return True
    return unicodedata.category(character) == "Cc" and not character.isspace()


def words(text: str) -> list[str]:
    """Return the words of a name, folded; Latin and other scripts part from each other.

    >>> words("阿不都•艾力"), words("Anna李 Jean-Luc"), words("สมหญิง ใจดี")
    (['阿不都', '艾力'], ['anna', '李', 'jean', 'luc'], ['สมหญิง', 'ใจดี'])
    """
    return list(_words(folded(text)))


def _words(flat: str) -> Iterator[str]:
    for kind, characters in groupby(flat, _kind):
        if kind:
            yield "".join(characters)


def _kind(character: str) -> str:
    if character.isascii():
        return "latin" if character.isalnum() else ""
    return "other" if unicodedata.category(character)[0] in "LMN" else ""
