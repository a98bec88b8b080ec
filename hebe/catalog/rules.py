"""What makes an item or a product whole."""

import re
from collections.abc import Mapping
from typing import Any

from hebe.catalog.choices import NeedKind, Role, RoomType
from hebe.compliance.official import DEPARTMENTS, LEVELS
from hebe.kernel import pinyin

LONGEST_MINUTES = 720
LONGEST_WHAT = 40
NEED_KINDS, ROLES, ROOMS = NeedKind.values, Role.values, RoomType.values
HIGHEST_PRICE_FEN = 100_000_000_00
MOST_OF_ONE, MOST_LINES = 99, 30  # in a bundle
MOST_NEEDS, MOST_ALIKE = 12, 9  # of an item
# 国家药监局: drugs 国药准字, devices 械注准/进/许 and 械备 (compliance base, section 3.1).
REGISTRATION = (
    re.compile(r"国药准字[HZSBTFJ][JC]?\d{8}"),
    re.compile(
        r"[国京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新蒙]械注[准进许]\d{4}[123]\d{6}"
    ),
    re.compile(r".{1,4}械备\d{8}号?"),
    re.compile(r"(国妆特字|国妆网备进字|.G妆网备字)\S{8,20}"),
)


TATTOO = re.compile(r"[文纹]身|刺青|[文纹]绣|半永久|[纹文飘雾漂](?:眉|唇|眼线)|美瞳线")
TAKEN_OFF = re.compile(r"洗|祛|去除|清除|修复")


def is_tattoo(name: str) -> bool:
    """Say whether an item marks the skin for good; taking a tattoo off does not.

    >>> [is_tattoo(name) for name in ("半永久纹眉", "激光洗纹身", "眉提升术")]
    [True, False, False]
    """
    return bool(TATTOO.search(name)) and not TAKEN_OFF.search(name)


def search_key(name: str) -> str:
    """Return the text by which a name is sorted and found: pinyin, initials, the name.

    >>> search_key("热玛吉·面部")
    're ma ji mian bu|remajimianbu|rmjmb|热玛吉·面部'
    """
    full = pinyin.full(name)
    return "|".join((full, full.replace(" ", ""), pinyin.initials(name), name))[:160]


def item_problem(item: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return (field, what is wrong) of the first thing that does not fit, or None.

    The second is one of: missing, range, life, unlevelled, level, department.
    """
    for name in ("code", "name", "unit"):
        if not item[name]:
            return name, "missing"
    if not 5 <= item["duration_minutes"] <= LONGEST_MINUTES:
        return "duration_minutes", "range"
    if not 0 <= item["turnaround_minutes"] <= LONGEST_MINUTES:
        return "turnaround_minutes", "range"
    if not 0 <= item["price_fen"] <= HIGHEST_PRICE_FEN:
        return "price_fen", "range"
    return _department_problem(item)


def need_problem(need: Mapping[str, Any], duration: int) -> str | None:
    """Return what is wrong with a need of an item that lasts so many minutes, or None.

    One of: who, room, device, quantity, minutes.

    >>> nurse = {"kind": "person", "what": "nurse", "quantity": 1}
    >>> need_problem(nurse | {"from_minute": 0, "for_minutes": 30}, 60)
    >>> need_problem(nurse | {"from_minute": 40, "for_minutes": 30}, 60)
    'minutes'
    """
    kinds = {"person": ("who", ROLES), "room": ("room", ROOMS)}
    problem, known = kinds.get(need["kind"], ("device", None))
    if need["kind"] not in NEED_KINDS:
        return "who"
    if known is not None and need["what"] not in known:
        return problem
    if not 0 < len(need["what"]) <= LONGEST_WHAT:
        return "device"
    if not 1 <= need["quantity"] <= MOST_ALIKE:
        return "quantity"
    first, length = need["from_minute"], need["for_minutes"]
    fits = 0 <= first < duration and length >= 0 and first + length <= duration
    return None if fits else "minutes"


def _department_problem(item: Mapping[str, Any]) -> tuple[str, str] | None:
    medical = item["kind"] == "treatment"
    if medical == (item["department"] == "life") and item["kind"] != "consult":
        return "department", "life"
    surgical = medical and item["department"] == "surgery"
    if surgical != (item["level"] > 0) or item["level"] > 4:
        return "level", "unlevelled"
    official = DEPARTMENTS.get(item["catalogue_name"])
    if official and official != item["department"]:
        return "department", "department"
    if item["level"] < LEVELS.get(item["catalogue_name"], 0):
        return "level", "level"
    return None


def is_registration_no(number: str) -> bool:
    """Say whether a registration number is well formed.

    >>> [is_registration_no(n) for n in ("国药准字S10970037", "国械注准20233130001", "没有")]
    [True, True, False]
    """
    return any(pattern.fullmatch(number) for pattern in REGISTRATION)
