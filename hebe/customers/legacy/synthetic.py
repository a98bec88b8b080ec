"""Made-up customer lists of any size with the dirt of real ones, and what they must report.

For tests and benchmarks. The expected report is counted while the list is made, so it is
known without the code under test. Nobody in it exists.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO, StringIO
from random import Random
from typing import Any

import xlsxwriter

from hebe.customers.legacy.dates import EXCEL_EPOCH
from hebe.customers.legacy.names import made_up_names
from hebe.customers.legacy.sheets import Cell

HEADINGS = [
    "客户姓名", "性别", "手机号", "座机", "出生日期", "会员号",
    "病历号", "会员等级", "现场咨询师", "来源渠道", "所属门店", "肤质",
    "过敏史", "储值余额", "赠送余额", "积分", "剩余疗程", "累计消费",
    "首次到院日期", "最近到院日期", "标签", "微信号", "地址", "备注",
]  # fmt: skip
_ROADS = "娟莹倩玉英秀荣浩雪梅勇彬帅欣怡若彤思语嘉宁子涵晓萌"
_LEVELS = ("普通", "普通", "普通", "银卡", "金卡", "钻石")
_ADVISORS = ("林小满", "何欣", "许文静", "陈佳宁", "周可")
_CHANNELS = ("小红书", "抖音", "新氧", "美团点评", "老带新", "自然到店", "百度", "企业微信")
_STORES = ("静安旗舰店", "徐汇店")
_ITEMS = ("皮秒祛斑", "热玛吉面部", "水光针", "光子嫩肤", "果酸焕肤")
_TAGS = ("高消费力", "价格敏感", "怕痛", "网红", "需泊车", "关注抗衰")
_BALANCES_FEN = (0, 0, 0, 50_000, 200_000, 500_000, 980_050)
# The share of each kind of dirt, as measured in a real export.
_FATES = (
    ("bad_phone", 0.0103),
    ("no_phone", 0.0059),
    ("no_name", 0.0034),
    ("negative_balance", 0.0034),
    ("repeat", 0.018),
    ("second_phone", 0.019),
    ("bad_birthday", 0.0095),
)


@dataclass(slots=True)
class SyntheticList:
    """A list without title and total row, and the report a correct import gives."""

    rows: list[list[Cell]]
    expected: dict[str, Any]


@dataclass(slots=True)
class _Tally:
    rejected: Counter[str] = field(default_factory=Counter)
    warned: Counter[str] = field(default_factory=Counter)
    merged: int = 0
    principal_fen: int = 0
    bonus_fen: int = 0


def synthetic_list(rows: int, seed: int = 1, first: int = 0) -> SyntheticList:
    """Return a list of so many rows; the same seed gives the same list.

    Numbers count from `first`: lists of one seed with distinct numbers share nobody.
    """
    random, tally = Random(f"{seed}/{first}"), _Tally()  # noqa: S311
    made: list[list[Cell]] = []
    clean: list[int] = []
    for number, name in enumerate(made_up_names(random, rows), first):
        fate = _fate(random)
        if fate == "repeat" and clean:
            made.append(_repeat(made[random.choice(clean)]))
            tally.merged += 1
            continue
        row = _row(random, number, name, seed, tally)
        made.append(row)
        if fate in {"", "repeat"}:
            clean.append(len(made) - 1)
        else:
            _spoil(row, fate, random, number, seed, tally)
    return SyntheticList(made, _expected(rows, tally))


def _fate(random: Random) -> str:
    drawn = random.random()
    for fate, share in _FATES:
        drawn -= share
        if drawn < 0:
            return fate
    return ""


def _expected(rows: int, tally: _Tally) -> dict[str, Any]:
    importable = rows - tally.rejected.total()
    return {
        "rows": rows,
        "importable": importable,
        "new": importable - tally.merged,
        "merged_same_phone": tally.merged,
        "rejected": dict(tally.rejected),
        "warned": dict(tally.warned),
        "file_totals": {
            "principal": tally.principal_fen / 100,
            "bonus": tally.bonus_fen / 100,
        },
    }


def _mobile(number: int, seed: int) -> str:
    """Return a mobile that no other number gives: multiplying by a unit modulo 10^9."""
    return f"1{3 + number % 7}{(number * 387_420_489 + seed * 7919) % 10**9:09d}"


def _written(mobile: str, random: Random) -> Cell:
    way = random.random()
    if way < 0.82:
        return mobile
    if way < 0.86:
        return f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"
    if way < 0.90:
        return f"+86{mobile}"
    if way < 0.95:
        return mobile.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return float(mobile)


def _birthday(random: Random) -> Cell:
    day = date(1960, 1, 1) + timedelta(days=random.randrange(16_000))
    ways: tuple[Cell, ...] = (
        day,
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        float((day - EXCEL_EPOCH).days),
        "",
    )
    return random.choice(ways)


def _amount(fen: int, random: Random) -> Cell:
    way = random.random()
    if way < 0.8:
        return fen / 100
    return f"¥{fen / 100:,.2f}" if way < 0.9 else f"{fen / 100:g}元"


def _row(random: Random, number: int, name: str, seed: int, tally: _Tally) -> list[Cell]:
    principal, bonus = random.choice(_BALANCES_FEN), random.choice((0, 0, 20_000, 50_000))
    tally.principal_fen += principal
    tally.bonus_fen += bonus
    first = date(2021, 1, 1) + timedelta(days=random.randrange(1800))
    spent = random.randrange(2_000_000)
    return [
        random.choice((name, name, name, f"{name}(VIP)", f" {name} ")),
        random.choice("女女女男"),
        _written(_mobile(number, seed), random),
        f"021-6{random.randrange(10**7):07d}" if random.random() < 0.06 else "",
        _birthday(random),
        f"HB{100_000 + number}",
        f"BL2021{number:06d}",
        random.choice(_LEVELS),
        random.choice(_ADVISORS),
        random.choice(_CHANNELS),
        random.choice(_STORES),
        random.choice(("", "干性", "油性", "混合性", "敏感性", "中性")),
        random.choice(("", "", "无", "青霉素过敏", "利多卡因过敏", "海鲜")),
        _amount(principal, random),
        bonus / 100,
        float(spent // 1000),
        f"{random.choice(_ITEMS)}*{random.randint(1, 9)}" if random.random() < 0.36 else "",
        spent / 100,
        first,
        first + timedelta(days=random.randrange(400)),
        random.choice("、,;").join(random.sample(_TAGS, random.randint(0, 3))),
        f"wx_{random.randrange(10**7):07d}" if random.random() < 0.5 else "",
        f"上海市徐汇区{random.choice(_ROADS)}山路{random.randint(1, 900)}号",
        "",
    ]


def _repeat(row: list[Cell]) -> list[Cell]:
    """Return the row again as old systems export it: without numbers and balances."""
    again = list(row)
    again[5] = again[6] = again[16] = ""
    again[13] = again[14] = again[15] = 0.0
    again[23] = "系统导出重复行"
    return again


def _spoil(
    row: list[Cell], fate: str, random: Random, number: int, seed: int, tally: _Tally
) -> None:
    mobile = _mobile(number, seed)
    if fate == "second_phone":
        row[2] = f"{mobile}/{_mobile(number + 500_000_000, seed)}"
        tally.warned["second_phone_in_cell"] += 1
    elif fate == "bad_birthday":
        row[4] = random.choice(("1990-02-30", "农历八月十五", "1985年13月1日"))
        tally.warned[fate] += 1
    else:
        tally.rejected[fate] += 1
        if fate == "negative_balance":
            tally.principal_fen -= _stated_fen(row[13]) + 30_000
            row[13] = "-300"
        else:
            row[0 if fate == "no_name" else 2] = mobile[:10] if fate == "bad_phone" else ""


def _stated_fen(cell: Cell) -> int:
    return round(float(str(cell).strip("¥元").replace(",", "")) * 100)


def _framed(made: SyntheticList) -> Iterator[list[Cell]]:
    spent = sum(float(str(row[17])) for row in made.rows)
    yield ["上海赫柏医疗美容 客户档案导出"]
    yield list(HEADINGS)
    yield from made.rows
    yield ["合计", *[""] * 16, round(spent, 2)]


def synthetic_workbook(rows: int, seed: int = 1, first: int = 0) -> bytes:
    """Return the list as .xlsx, with title, total row and a second sheet."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("客户档案")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for line, row in enumerate(_framed(synthetic_list(rows, seed, first))):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                else:
                    sheet.write_number(line, column, cell)
        book.add_worksheet("说明").write_string(0, 0, "导出时间")
    return target.getvalue()


def synthetic_csv(rows: int, seed: int = 1, encoding: str = "gb18030") -> bytes:
    """Return the list as CSV in an encoding, dates as text."""
    target = StringIO(newline="")
    csv.writer(target).writerows(_framed(synthetic_list(rows, seed)))
    return target.getvalue().encode(encoding)
