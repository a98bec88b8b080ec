"""What a customer can be found by, as keyed hashes; and what a typed text asks for.

Fragments, by their first letter: `n` one or two characters of a name, `y` its sound from
the start (initials or whole syllables), `p` four digits of a number, `t` the end of a number,
`w` a whole number, `m` a member of staff who cares for her, `s` her store, `c` who entered her.
Every fragment is hashed with its group, so no group's index says anything about another's.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from hebe.kernel import phones, pinyin
from hebe.kernel.crypto import blind, blind_token

GRAM = 4
SOUND = 10
ENDS = (3, 4, 5, 6)
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]+|[a-z0-9][a-z0-9+\-_.]*|\+\d+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NOT_DIGIT = re.compile(r"\D+", re.ASCII)
_NOT_NUMBER = re.compile(r"[^\d\s\-]", re.ASCII)


def phone_digest(number: str) -> bytes:
    """Return the blind index of a canonical number: one customer per digest and group."""
    return blind(number, "phone")


@lru_cache(maxsize=200_000)
def token(group_id: int, fragment: str) -> int:
    """Return the hash of one fragment in one group's index."""
    return blind_token(f"{group_id}:{fragment}", "customer-search")


def hashed(group_id: int, fragments: Iterable[str]) -> list[int]:
    """Return the hashes of fragments, each once."""
    return sorted({token(group_id, fragment) for fragment in fragments})


def plain(text: str) -> str:
    """Return a text as it is compared: half-width, lower case, no spaces around."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def digits(text: str) -> str:
    """Return only the digits of a number."""
    return _NOT_DIGIT.sub("", text)


def word(text: str) -> str:
    """Return only the letters and digits of a number."""
    return _NOT_WORD.sub("", plain(text))


def name_fragments(name: str) -> set[str]:
    """Return what a name is found by.

    >>> sorted(f for f in name_fragments("单晓曦") if f[0] == "n")
    ['n单', 'n单晓', 'n晓', 'n晓曦', 'n曦']
    >>> "ysxx" in name_fragments("单晓曦"), "yshanx" in name_fragments("单晓曦")
    (True, True)
    """
    flat = plain(name).replace(" ", "")
    found = {f"n{flat[at : at + length]}" for length in (1, 2) for at in range(len(flat))}
    sound, initials = pinyin.full(name).replace(" ", ""), pinyin.initials(name)
    found |= {
        f"y{said[:length]}" for said in (sound, initials) for length in range(1, SOUND + 1)
    }
    if len(initials) > 2:
        found.add(f"y{initials[1:]}")
    return found - {"n", "y"}


def number_fragments(number: str) -> set[str]:
    """Return what a phone is found by: whole, local part, its end, any four digits.

    >>> sorted(number_fragments("13812345678"))[:3], len(number_fragments("13812345678"))
    (['p1234', 'p1381', 'p2345'], 10)
    """
    flat = digits(number)
    whole = {f"w{flat}"}
    if "-" in number[:5]:
        whole.add(f"w{flat[number.index('-') :]}")
    grams = {f"p{flat[at : at + GRAM]}" for at in range(len(flat) - GRAM + 1)}
    return whole | grams | {f"t{flat[-GRAM:]}"}


def code_fragments(code: str) -> set[str]:
    """Return what a member or record number is found by: whole, its digits, its end.

    >>> sorted(code_fragments("HB100417"))
    ['t00417', 't0417', 't100417', 't417', 'w100417', 'whb100417']
    """
    flat, ends = word(code), digits(code)
    found = {f"w{flat}", f"w{ends}"} | {f"t{ends[-n:]}" for n in ENDS if len(ends) >= n}
    return found - {"w", "t"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A typed text, understood: runs to be found all, each by one of several ways."""

    runs: tuple[str, ...]
    ways: list[list[str]] = field(default_factory=list)
    number: str = ""


def _digit_ways(run: str) -> list[list[str]]:
    size = len(run)
    ways = [[f"w{run}"]] if size >= 6 else []
    if size in ENDS:
        ways.append([f"t{run}"])
    if GRAM <= size < 11:
        ways.append([f"p{run[at : at + GRAM]}" for at in range(size - GRAM + 1)])
    return ways or [[f"w{run}"]]


def _name_ways(run: str) -> list[list[str]]:
    if len(run) == 1:
        return [[f"n{run}"]]
    return [[f"n{run[at : at + 2]}" for at in range(len(run) - 1)]]


def _ways(run: str) -> list[list[str]]:
    if not run[0].isascii():
        return _name_ways(run)
    flat = word(run)
    if digits(run) == flat:
        return _digit_ways(flat)
    if flat.isalpha():
        return [[f"y{flat[:SOUND]}"], [f"w{flat}"]]
    return [[f"w{flat}"]]


def wanted(text: str) -> Wanted:
    """Return what a typed text asks for; no runs when it holds nothing to find.

    >>> wanted("张 5086").ways
    [['n张', 't5086'], ['n张', 'p5086']]
    >>> wanted("+86 138 1234 5678").number, wanted("138 1234").ways[-1]
    ('13812345678', ['p1381', 'p3812', 'p8123', 'p1234'])
    >>> wanted("HB100417").ways, wanted(" ").ways
    ([['whb100417']], [])
    """
    flat = plain(text.replace("\x00", ""))[:60]
    number = phones.canonical(flat) or ""
    if number or not _NOT_NUMBER.search(flat):
        flat = digits(number or flat)
    runs = tuple(_RUN.findall(flat))[:4]
    if not runs:
        return Wanted(())
    ways = [_once(way) for way in product(*map(_ways, runs))]
    return Wanted(runs, ways[:6], number or (word(flat) if len(runs) == 1 else ""))


def _once(way: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(fragment for part in way for fragment in part))
