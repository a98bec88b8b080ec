"""Days as clinics have typed them over the years."""

import re
import unicodedata
from calendar import month_name
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hebe.customers.legacy.cells import meant
from hebe.customers.legacy.sheets import Cell

# Excel counts days from here for every date after its phantom 29 February 1900.
EXCEL_EPOCH = date(1899, 12, 30)
_EARLIEST_SERIAL, _LATEST_SERIAL = 3_000, 80_000
_LUNAR = re.compile("农历|阴历|旧历|农|闰|正月|冬月|腊月|初|廿")
_CLOCK = re.compile(
    r"[\sT]+(上午|下午|凌晨|中午|晚上|[ap]m)?\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]m)?$",
    re.IGNORECASE,
)
_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}(:?\d{2})?)",
    re.IGNORECASE,
)
_DMY = re.compile(r"(\d{1,2})[-\s./]?([A-Za-z]{3,9})[-\s.,/]*(\d{4}|\d{2})")
_MONTHS = {name[:3].lower(): at for at, name in enumerate(month_name) if name}
# A widespread writer of workbooks puts days in this zone 43 seconds before their midnight.
_NEARLY = time(23, 59)
_SECONDS_BEFORE = re.compile(r"[\sT]23:59:\d{2}([.,]\d+)?$")
_YMD = re.compile(r"(\d{4}|\d{2})\s*[-./年\s]\s*(\d{1,2})\s*[-./月\s]\s*(\d{1,2})\s*[日号]?")
_XXY = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_EMPTY = re.compile(r"[0\-/.年月日]+")
_DIGITS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_HANZI_NUMBER = re.compile("[〇零○一二三四五六七八九十]+")


class BadDate(ValueError):
    """The cell says something, but not one certain day; `detail` says why."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Calendar(NamedTuple):
    """How days of a list are meant: today there, its zone, what bare numbers lack (1904)."""

    today: date
    zone: str = "Asia/Shanghai"
    days_off: int = 0


def read_date(cell: Cell | None, terms: Calendar | None = None) -> date | None:
    """Return the day a cell means, None for an empty cell, or raise BadDate.

    Reads Excel dates and serial numbers, 1990-8-15, 1990.8.15, 1990/8/15, 1990年8月15日,
    19900815, 15-Aug-90, 八五年 written out, and a clock time behind any of these. Instants
    (…Z, +08:00) are days in the zone of the list, and a few seconds before a midnight are that
    midnight. What could be two days (03/04/1990), or is a lunar day, is not guessed.

    >>> read_date(31373.0), read_date("1966年2月15日"), read_date("8/25/1991")
    (datetime.date(1985, 11, 22), datetime.date(1966, 2, 15), datetime.date(1991, 8, 25))
    """
    days_off = terms.days_off if terms else 0
    if isinstance(cell, datetime):
        return _rounded(cell)
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_number(float(cell), days_off)
    text = meant(cell)
    if _INSTANT.fullmatch(text):
        return _from_instant(text, terms.zone if terms else Calendar._field_defaults["zone"])
    return _from_text(text) if text else None


def _rounded(moment: datetime) -> date:
    return moment.date() + timedelta(days=moment.time() >= _NEARLY)


def _from_instant(text: str, zone: str) -> date:
    written = re.sub(r"\s+(?=[Z+-])", "", text.upper()).replace(",", ".")
    try:
        return _rounded(datetime.fromisoformat(written).astimezone(ZoneInfo(zone)))
    except (ValueError, OverflowError):
        raise BadDate("no_such_day") from None


def read_birthday(cell: Cell | None, terms: Calendar) -> date | None:
    """Return a day somebody alive can have been born on, None, or raise BadDate."""
    day, today = read_date(cell, terms), terms.today
    if day is None:
        return None
    if day > today:
        raise BadDate("future")
    if today.year - day.year > 115:
        raise BadDate("too_old")
    return day


def _from_number(number: float, days_off: int = 0) -> date | None:
    if number == 0:
        return None
    if 19_000_000 < number < 21_000_000 and number.is_integer():
        return _from_text(str(int(number)))
    if not _EARLIEST_SERIAL <= number <= _LATEST_SERIAL:
        raise BadDate("no_day" if 1900 <= number <= 2100 else "unreadable")
    return _rounded(datetime.combine(EXCEL_EPOCH, time()) + timedelta(days=number + days_off))


@lru_cache(maxsize=50_000)
def _from_text(written: str) -> date | None:
    whole = unicodedata.normalize("NFKC", written)
    text = _CLOCK.sub("", whole).strip()
    if _SECONDS_BEFORE.search(whole) and (day := _from_text(text)):
        return day + timedelta(days=1)
    if _EMPTY.fullmatch(text):
        return None
    if _LUNAR.search(text):
        raise BadDate("lunar")
    text = _HANZI_NUMBER.sub(_in_digits, text)
    if match := _YMD.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(_whole_year(match[1], written), int(match[2]), int(match[3]))
    if (match := _DMY.fullmatch(text)) and (month := _MONTHS.get(match[2][:3].lower())):
        return _day(_whole_year(match[3], written), month, int(match[1]))
    if match := _XXY.fullmatch(text):
        return _american_or_european(int(match[1]), int(match[2]), int(match[3]))
    if re.fullmatch(r"\d{4,5}(\.0+)?", text):
        return _from_number(float(text))
    raise BadDate(
        "no_day" if re.fullmatch(r"\d{4}\s*[-./年]\s*(\d{1,2}月?)?", text) else "unreadable"
    )


def _in_digits(match: re.Match[str]) -> str:
    """Return 一九八五 as 1985 and 二十三 as 23."""
    said = match[0]
    if "十" in said:
        tens, _, ones = said.partition("十")
        return f"{_DIGITS.get(tens, '1')}{_DIGITS.get(ones, '0')}"
    return "".join(_DIGITS[digit] for digit in said)


def _whole_year(year: str, written: str) -> int:
    """Return the full year; two digits are taken only where one century fits."""
    if len(year) == 4:
        return int(year)
    if int(year) > 31:
        return 1900 + int(year)
    if "年" in written:
        return 2000 + int(year)
    raise BadDate("ambiguous")


def _american_or_european(first: int, second: int, year: int) -> date:
    if first > 12:
        return _day(year, second, first)
    if second > 12 or first == second:
        return _day(year, first, second)
    raise BadDate("ambiguous")


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDate("no_such_day") from None
