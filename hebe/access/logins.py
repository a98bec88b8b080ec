"""Log-in names: one person types hers in capitals, at full width, or from another keyboard."""

import unicodedata

NEUTRAL = frozenset({"COMBINING", "MODIFIER", "DIGIT"})
EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "HANGUL"})


def login_key(login: str) -> str:
    """Return how a log-in name is compared: width and case do not count (Unicode NFKC).

    >>> login_key(" FrontDesk "), login_key("ｆｒｏｎｔｄｅｓｋ")
    ('frontdesk', 'frontdesk')
    """
    folded = unicodedata.normalize("NFKC", login.replace("\x00", "").strip()).casefold()
    return unicodedata.normalize("NFKC", folded)


def mixes_scripts(login: str) -> bool:
    """Say whether letters of several scripts stand side by side, one posing as another.

    >>> mixes_scripts("frоntdesk"), mixes_scripts("张三.zhang"), mixes_scripts("frontdesk")
    (True, False, False)
    """
    scripts = {_script(letter) for letter in login_key(login) if letter.isalpha()} - NEUTRAL
    return len(scripts - {"EAST ASIAN"}) > 1


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    return "EAST ASIAN" if name in EAST_ASIAN else name
