"""What a customer can be found by, as keyed hashes; and what a typed text asks for.

Fragments, by their first letter: `n` one or two characters of a name in its own script, `y`
its sound from the start of any word or syllable, or its initials, `p` four digits of a number,
`t` the end of a number, `w` a whole number, `m` a member of staff who cares for her, `s` her
store, `c` who entered her.
Every fragment is hashed with its group, so no group's index says anything about another's.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from hebe.kernel import phones, pinyin
from hebe.kernel.crypto import blind, blind_token
from hebe.kernel.folding import folded, words

GRAM = 4
SOUND = 10
ENDS = (3, 4, 5, 6)
_CODE = re.compile(r"[a-z0-9][a-z0-9+\-_.]*|\+\d+")
_CHINA = re.compile(r"^(?:\+|00)86[\s\-]*(?=\d)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NOT_DIGIT = re.compile(r"\D+", re.ASCII)
_NOT_NUMBER = re.compile(r"[^\d\s\-()]", re.ASCII)
_MAIN = re.compile(r"\d{3,4}-\d{7,8}(?=-)")


def phone_digest(number: str) -> bytes:
    """Return the blind index of a canonical number: one customer per digest and group."""
    return blind(number, "phone")


def own_digest(field_id: int, value: str) -> bytes:
    """Return the blind index of what one own field says; no other field's tells of it."""
    return blind(f"{field_id}:{plain(value)}", "own-field")


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


@dataclass(frozen=True, slots=True)
class Forms:
    """A name as it can be asked for.

    `script` is what is not Latin in it, without blanks; `words` are its words, `sounds` its
    Latin words and the syllables of its Chinese ones.
    """

    script: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]

    @property
    def initials(self) -> str:
        """Return the first letter of every word or syllable."""
        return "".join(sound[0] for sound in self.sounds)

    def from_each(self) -> Iterator[str]:
        """Return the sound from the start of every word or syllable to the end."""
        return ("".join(self.sounds[at:]) for at in range(len(self.sounds)))

    def sounds_like(self, flat: str) -> bool:
        """Say whether typed letters are its sound from some start, or its initials."""
        initials = self.initials
        if initials.startswith(flat) or (len(flat) > 1 and initials[1:] == flat):
            return True
        return any(sound.startswith(flat) for sound in self.from_each())

    def holds(self, run: str) -> bool:
        """Say whether characters stand in it: from a word's start where words have blanks."""
        if _SOLID.match(run):
            return run in self.script
        others = [word for word in self.words if not word.isascii()]
        return any("".join(others[at:]).startswith(run) for at in range(len(others)))


# Scripts that part no words by blanks: Chinese, Kana, Hangul, Thai, Lao, Khmer, Burmese.
_SOLID = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\U00020000-\U0003ffff]"
)


@lru_cache(maxsize=20_000)
def forms(name: str) -> Forms:
    """Return a name as it can be asked for.

    >>> forms("Nguyễn Thị Mai").sounds, forms("阿不都•艾力").script
    (('nguyen', 'thi', 'mai'), '阿不都艾力')
    """
    parts = words(name)
    spelled = pinyin.full(" ".join(parts)).split()
    return Forms(
        "".join(part for part in parts if not part.isascii()),
        tuple(parts),
        tuple(sound for sound in spelled if sound.isascii()),
    )


def name_fragments(name: str) -> set[str]:
    """Return what a name is found by.

    >>> sorted(f for f in name_fragments("单晓曦") if f[0] == "n")
    ['n单', 'n单晓', 'n晓', 'n晓曦', 'n曦']
    >>> {"ysxx", "yshanx", "yxiaoxi"} <= name_fragments("单晓曦")
    True
    >>> {"ysmi", "ymarysm"} <= name_fragments("Mary Smith")
    True
    """
    said = forms(name)
    script, initials = said.script, said.initials
    found = {f"n{script[at : at + size]}" for size in (1, 2) for at in range(len(script))}
    found |= {
        f"y{sound[:size]}"
        for sound in (*said.from_each(), initials)
        for size in range(1, SOUND + 1)
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
    whole = {f"w{said}" for said in whole_numbers(number)}
    grams = {f"p{flat[at : at + GRAM]}" for at in range(len(flat) - GRAM + 1)}
    return whole | grams | {f"t{said[-GRAM:]}" for said in whole_numbers(number)}


def whole_numbers(number: str) -> set[str]:
    """Return the digits under which a number is somebody's: without extension or area, too.

    >>> sorted(whole_numbers("021-62345678-801"))
    ['02162345678', '02162345678801', '62345678', '62345678801']
    """
    lines = {number}
    if main := _MAIN.match(number):
        lines.add(main[0])
    whole = {digits(line) for line in lines}
    if "-" in number[:5]:
        whole |= {digits(line)[number.index("-") :] for line in lines}
    return whole


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


def _runs(flat: str) -> list[str]:
    """Return the words of a typed text, and the numbers and codes in it as they stand."""
    found: list[str] = []
    for chunk in folded(flat).split():
        rest = 0
        for code in _CODE.finditer(chunk):
            found += [*words(chunk[rest : code.start()]), code[0]]
            rest = code.end()
        found += words(chunk[rest:])
    return found


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
    >>> wanted("+86 138 1234 5678").number, wanted("+86 138 1234").ways[-1]
    ('13812345678', ['p1381', 'p3812', 'p8123', 'p1234'])
    >>> wanted("O'Brien 阿不都・艾力").runs
    ('obrien', '阿不都', '艾力')
    >>> wanted("HB100417").ways, wanted(" ").ways
    ([['whb100417']], [])
    """
    flat = plain(text.replace("\x00", ""))[:60]
    number = phones.canonical(flat) or ""
    flat = flat if number else _CHINA.sub("", flat)
    if number or not _NOT_NUMBER.search(flat):
        flat = digits(number or flat)
    runs = tuple(_runs(flat))[:4]
    if not runs:
        return Wanted(())
    ways = [_once(way) for way in product(*map(_ways, runs))]
    return Wanted(runs, ways[:6], number or (word(flat) if len(runs) == 1 else ""))


def _once(way: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(fragment for part in way for fragment in part))
