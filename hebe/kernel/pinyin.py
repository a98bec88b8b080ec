"""How Chinese names sound: for sorting, and for finding by initials."""

from functools import lru_cache

from pypinyin import lazy_pinyin

# Surnames whose reading differs from the character's usual one (新华字典, 姓氏 entries).
SURNAMES = {
    "万俟": "mo qi",
    "长孙": "zhang sun",
    "尉迟": "yu chi",
    "单于": "chan yu",
    "澹台": "tan tai",
    "令狐": "ling hu",
    "夏侯": "xia hou",
    "皇甫": "huang fu",
    "宇文": "yu wen",
    "鲜于": "xian yu",
    "呼延": "hu yan",
    "欧阳": "ou yang",
    "司马": "si ma",
    "上官": "shang guan",
    "诸葛": "zhu ge",
    "东方": "dong fang",
    "公孙": "gong sun",
    "慕容": "mu rong",
    "司徒": "si tu",
    "单": "shan",
    "曾": "zeng",
    "解": "xie",
    "仇": "qiu",
    "区": "ou",
    "查": "zha",
    "翟": "zhai",
    "任": "ren",
    "朴": "piao",
    "盖": "ge",
    "员": "yun",
    "乐": "yue",
    "缪": "miao",
    "种": "chong",
    "召": "shao",
    "折": "she",
    "黑": "he",
    "洗": "xian",
    "冼": "xian",
    "覃": "qin",
    "谌": "chen",
    "秘": "bi",
    "繁": "po",
    "车": "che",
    "那": "na",
    "祭": "zhai",
    "都": "du",
    "晁": "chao",
    "牟": "mu",
    "隗": "wei",
    "訾": "zi",
    "佘": "she",
    "华": "hua",
    "燕": "yan",
    "应": "ying",
    "宁": "ning",
    "过": "guo",
    "哈": "ha",
    "炅": "gui",
    "尉": "wei",
    "逄": "pang",
    "撒": "sa",
    "粘": "nian",
    "教": "jiao",
    "卜": "bu",
    "柏": "bai",
    "曲": "qu",
    "石": "shi",
    "强": "qiang",
    "行": "xing",
    "重": "chong",
    "褚": "chu",
    "纪": "ji",
    "郗": "xi",
    "贾": "jia",
    "藏": "zang",
    "臧": "zang",
}


@lru_cache(maxsize=20_000)
def _reading(character: str) -> str:
    return lazy_pinyin(character)[0].strip().lower()


def _syllables(name: str) -> list[str]:
    name = name.strip()
    for length in (2, 1):
        surname = name[:length]
        if len(surname) == length and surname in SURNAMES:
            return SURNAMES[surname].split() + _spelled(name[length:])
    return _spelled(name)


def _spelled(text: str) -> list[str]:
    """Return one syllable per Chinese character and one word per Latin run."""
    words: list[str] = []
    open_word = False
    for character in text:
        latin = character.isascii() and character.isalnum()
        if latin and open_word:
            words[-1] += character.lower()
        elif character.isalnum():
            words.append(character.lower() if latin else _reading(character))
        open_word = latin
    return [word for word in words if word]


def full(name: str) -> str:
    """Return the syllables of a name, surname first, with v for ü.

    >>> full("单雄信"), full("尉迟恭"), full("吕曾"), full("Anna 李")
    ('shan xiong xin', 'yu chi gong', 'lv ceng', 'anna li')
    """
    return " ".join(_syllables(name))


def initials(name: str) -> str:
    """Return the first letter of every syllable, as typed in a search box.

    >>> initials("曾莹"), initials("欧阳娜娜")
    ('zy', 'oynn')
    """
    return "".join(syllable[0] for syllable in _syllables(name))


def sort_key(name: str) -> str:
    """Return the text that puts names in dictionary order; equal sounds keep apart.

    >>> sorted(["张倩", "曾莹", "安林"], key=sort_key)
    ['安林', '曾莹', '张倩']
    """
    name = name.strip()
    return f"{full(name)} {name}".strip()
