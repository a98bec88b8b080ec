"""What the cells of a column look like, whatever its heading says."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from hebe.customers.legacy import cells
from hebe.customers.legacy.dates import BadDate, read_date
from hebe.customers.legacy.sheets import Cell
from hebe.kernel import money, phones

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边应朴晏仇区尉迟"
)
_ID_NUMBER = re.compile(r"[1-9]\d{5}(19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
_WECHAT = re.compile(r"(wx|wxid|vx)[_-]?\w+", re.IGNORECASE)
_ADDRESS = re.compile(r".*(省|市|自治区|区|县).*(路|街|道|村|镇|号|弄|座|室|小区).*")
_RECORD_NO = re.compile(r"(BL|MZ|ZY|BA)[-_]?\d{4,}", re.IGNORECASE)
_MEMBER_NO = re.compile(r"[A-Z]{1,4}[-_]?\d{4,10}", re.IGNORECASE)
_LEVEL = re.compile(
    r".*(普通|普卡|银卡?|金卡?|白金|铂金|钻石?|黑卡|至尊|vip\d*|会员)", re.IGNORECASE
)
_CHANNEL = re.compile(
    r".*(小红书|抖音|新氧|美团|点评|百度|微信|自然|老带新|转介绍|朋友|路过|微博|大众|快手|官网|电话).*"
)
_SKIN = re.compile(r"(干|油|中|敏感?|混合?|痘)(性|肌)?(皮肤|肌肤)?|混合(偏[油干])?性?")
_ALLERGY = re.compile(r".*过敏.*|无|酒精|海鲜|青霉素|头孢.*|利多卡因|花粉|磺胺.*")
_STORE = re.compile(r".*(店|院|中心|门诊部|诊所|分部)")


def _is_phone(cell: Cell) -> bool:
    return isinstance(cell, str | float | int) and any(
        phone and phone.kind is not phones.Kind.LANDLINE
        for phone in map(phones.read, phones.split(cell))
    )


def _is_landline(cell: Cell) -> bool:
    phone = phones.read(cell) if isinstance(cell, str | float) else None
    return phone is not None and phone.kind is phones.Kind.LANDLINE


def _is_any_phone(cell: Cell) -> bool:
    return isinstance(cell, str | float | int) and bool(phones.numbers(cell))


def _is_date(cell: Cell) -> bool:
    try:
        return read_date(cell) is not None
    except BadDate:
        return False


def _is_birthday(cell: Cell) -> bool:
    try:
        day = read_date(cell)
    except BadDate:
        return False
    return day is not None and day < date(2015, 1, 1)


def _is_money(cell: Cell) -> bool:
    if isinstance(cell, date):
        return False
    try:
        money.fen(cell if isinstance(cell, float | int) else str(cell))
    except money.NotMoney:
        return False
    return not _is_any_phone(cell)


def _is_count(cell: Cell) -> bool:
    return _is_money(cell) and cells.plain(cell).lstrip("-").removesuffix(".0").isdigit()


def _is_name(cell: Cell) -> bool:
    name = cells.person_name(cell) if isinstance(cell, str) else ""
    return 2 <= len(name) <= 4 and name[0] in _SURNAMES and "\u4e00" <= name[-1] <= "\u9fff"


def _is_sex(cell: Cell) -> bool:
    return bool(cells.sex(cells.plain(cell)))


def _is_courses(cell: Cell) -> bool:
    return bool(isinstance(cell, str) and cells.courses(cell))


def _matches(pattern: re.Pattern[str]) -> Callable[[Cell], bool]:
    return lambda cell: isinstance(cell, str) and bool(pattern.fullmatch(cell.strip()))


_LOOKS: dict[str, Callable[[Cell], bool]] = {
    "name": _is_name,
    "phone": _is_phone,
    "phone2": _is_any_phone,
    "landline": _is_landline,
    "referrer_phone": _is_any_phone,
    "birthday": _is_birthday,
    "sex": _is_sex,
    "id_number": _matches(_ID_NUMBER),
    "member_no": _matches(_MEMBER_NO),
    "record_no": _matches(_RECORD_NO),
    "level": _matches(_LEVEL),
    "channel": _matches(_CHANNEL),
    "store": _matches(_STORE),
    "skin_type": _matches(_SKIN),
    "allergies": _matches(_ALLERGY),
    "courses": _is_courses,
    "wechat": _matches(_WECHAT),
    "email": _matches(_EMAIL),
    "address": _matches(_ADDRESS),
    "principal": _is_money,
    "bonus": _is_money,
    "deposit": _is_money,
    "debt": _is_money,
    "total_spent": _is_money,
    "points": _is_count,
    "visit_count": _is_count,
    "created_on": _is_date,
    "first_visit_on": _is_date,
    "last_visit_on": _is_date,
}
# Fields whose cells give them away without a heading, the most telling first.
TELLING = (
    "id_number", "courses", "phone", "landline", "email", "wechat", "record_no", "member_no",
    "sex", "address", "skin_type", "allergies", "level", "channel", "birthday", "store", "name",
)  # fmt: skip
# Contents that a heading of these fields must not contradict.
STRICT = frozenset(
    {"name", "phone", "landline", "birthday", "sex", "courses", "principal", "bonus", "points"}
    | {"deposit", "debt", "total_spent", "created_on", "first_visit_on", "last_visit_on"}
    | {"visit_count", "phone2", "referrer_phone", "email", "id_number"}
)


def likeness(field: str, sample: Sequence[Cell]) -> float | None:
    """Return the share of filled cells that look like a field; None when nobody can say.

    >>> likeness("phone", ["13812345678", "", "12"]), likeness("notes", ["a"])
    (0.5, None)
    """
    looks = _LOOKS.get(field)
    filled = [cell for cell in sample if cells.meant(cell)]
    if looks is None or not filled:
        return None
    return sum(map(looks, filled)) / len(filled)
