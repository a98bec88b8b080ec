"""How the cells of each kind of field are read into a row."""

import re
from collections.abc import Callable

from hebe.customers.legacy import cells, numbers
from hebe.customers.legacy.dates import BadDate, Calendar, read_birthday, read_date
from hebe.customers.legacy.fields import FIELDS, Kind
from hebe.customers.legacy.mapping import Column
from hebe.customers.legacy.markings import NO_VALUE
from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.legacy.problems import REJECT, WARN, phone_trouble
from hebe.customers.legacy.sheets import Cell
from hebe.kernel import money, phones

Reader = Callable[[ParsedRow, Column, Cell, Calendar], None]
LONGEST = {
    "name": 60,
    "member_no": 40,
    "record_no": 40,
    "level": 40,
    "channel": 40,
    "channel_detail": 40,
    "skin_type": 40,
    "store": 60,
    "advisor": 60,
    "doctor": 60,
    "follower": 60,
    "referrer": 60,
    "wechat": 60,
    "occupation": 60,
    "email": 120,
    "address": 300,
}
LONGEST_TEXT, LONGEST_TAG = 4000, 30
_LARGEST_COUNT = 2_000_000_000
LARGEST_EXACT = 1e15  # beyond these a spreadsheet keeps no more digits (IEEE 754, Excel's 15)
_EXCEL_ERROR = re.compile(r"#([A-Z/0]+[!?]|N/A|GETTING_DATA)")


def read_text(row: ParsedRow, column: Column, cell: Cell, _terms: Calendar) -> None:
    """Keep a text; several columns of notes stand below each other."""
    text = _clean(row, column, cell)
    if not text:
        return
    code = column.field
    if code == "extra":
        row.values.setdefault("extra", {})[column.heading] = text
    elif FIELDS[code].several and code in row.values:
        row.values[code] = f"{row.values[code]}\n{text}"
    else:
        row.values[code] = text


def _clean(row: ParsedRow, column: Column, cell: Cell) -> str:
    # "None known" is what a doctor wants to read under allergies.
    text = cells.plain(cell) if column.field == "allergies" else cells.meant(cell)
    if "<" in text:
        kept = cells.without_markup(text)
        if kept != text:
            row.note("markup_removed", column, text)
        text = kept
    longest = LONGEST.get(column.field, LONGEST_TEXT)
    if len(text) > longest:
        row.note("too_long", column, text)
        text = text[:longest]
    return text


def read_name(row: ParsedRow, column: Column, cell: Cell, _terms: Calendar) -> None:
    """Keep the name without VIP marks and spaces; other words cut from it become a remark."""
    written = _clean(row, column, cell)
    row.name = cells.person_name(written)
    if row.name and cells.says_more(written):
        row.note("name_cleaned", column, written)
        remarks = row.values.setdefault("extra", {})
        remarks[column.heading or str(FIELDS["name"].label)] = written
    if cells.is_damaged(row.name):
        row.note("name_damaged", column, written)


def read_number(row: ParsedRow, column: Column, cell: Cell, _terms: Calendar) -> None:
    """Keep a member, record or identity number; one that cannot be true becomes a remark."""
    text = _clean(row, column, cell)
    if not text:
        return
    is_identity = column.field == "id_number"
    written = text.upper().replace(" ", "") if is_identity else text
    lost = isinstance(cell, float) and cell >= LARGEST_EXACT
    if lost or not (numbers.is_identity(text) if is_identity else numbers.is_whole(text)):
        row.note("bad_identity_no" if is_identity else "bad_member_no", column, text)
        row.values.setdefault("extra", {})[column.heading] = text
    else:
        row.values[column.field] = written


def read_sex(row: ParsedRow, column: Column, cell: Cell, _terms: Calendar) -> None:
    """Keep f or m."""
    text = cells.meant(cell)
    found = cells.sex(text)
    if found is None:
        row.note("bad_sex", column, text)
    elif found:
        row.values["sex"] = found


def read_birthday_cell(row: ParsedRow, column: Column, cell: Cell, terms: Calendar) -> None:
    """Keep the birthday, or note why it is none."""
    try:
        day = read_birthday(cell, terms)
    except BadDate as bad:
        row.note("bad_birthday", column, cells.plain(cell), detail=bad.detail)
    else:
        if day:
            row.values["birthday"] = day


def read_day(row: ParsedRow, column: Column, cell: Cell, terms: Calendar) -> None:
    """Keep any other day."""
    try:
        day = read_date(cell, terms)
    except BadDate as bad:
        row.note("bad_date", column, cells.plain(cell), detail=bad.detail)
    else:
        if day:
            row.values[column.field] = day


def read_phone(row: ParsedRow, column: Column, cell: Cell, _terms: Calendar) -> None:
    """Keep the first number as hers, the others as further contacts.

    Only the first number says who she is: when it is unreadable, the row is rejected even
    if a second one is fine, for that may be her mother's.
    """
    pieces = phones.split(cell) if isinstance(cell, str) else [cells.plain(cell)]
    said = [piece for piece in pieces if cells.meant(piece)]
    if not said:
        return
    numbers = [phones.canonical(piece) for piece in said]
    if column.field != "phone":
        _keep_further(row, column, said, numbers)
        return
    first, *others = numbers
    if first is None:
        detail, params = phone_trouble(said[0])
        fix = next(filter(None, others), "") or ""
        written = cells.plain(cell)
        row.note("bad_phone", column, written, REJECT, detail=detail, params=params, fix=fix)
        return
    row.phone = first
    further = [number for number in others if number and number != first]
    if further:
        row.further_phones += further
        row.note("second_phone_in_cell", column, cells.plain(cell), fix=further[0])
    elif None in others:
        row.note("bad_second_phone", column, cells.plain(cell))


def _keep_further(
    row: ParsedRow, column: Column, said: list[str], numbers: list[str | None]
) -> None:
    good = [number for number in numbers if number]
    if column.field == "phone2":
        row.further_phones += good
    elif good:
        row.values[column.field] = good[0]
    if len(good) < len(numbers):
        row.note("bad_second_phone", column, " / ".join(said))


def read_money(row: ParsedRow, column: Column, cell: Cell, _terms: Calendar) -> None:
    """Keep a balance in fen; a balance nobody can read keeps the row out."""
    text = cells.plain(cell)
    if _lacks_value(row, column, text):
        return
    if not isinstance(cell, float) and not cells.meant(cell):
        return
    try:
        amount = _fen(cell)
    except money.NotMoney as bad:
        detail = "sub_fen" if isinstance(bad, money.SubFen) else ""
        row.note("bad_balance", column, text, REJECT, detail=detail)
        return
    setattr(row.opening, column.field, amount)
    if amount < 0:
        fix = money.yuan(-amount).replace(",", "")
        row.note("negative_balance", column, text, REJECT, fix=fix)


def _lacks_value(row: ParsedRow, column: Column, text: str) -> bool:
    """Note an Excel error where a balance should stand: it is not the same as none."""
    if not _EXCEL_ERROR.fullmatch(text):
        return False
    detail = "no_value" if text == NO_VALUE else "excel_error"
    code = "bad_course" if FIELDS[column.field].kind is Kind.COURSES else "bad_balance"
    row.note(code, column, "" if text == NO_VALUE else text, REJECT, detail=detail)
    return True


def _fen(cell: Cell) -> int:
    """Return a cell in fen; the binary noise of a spreadsheet's sums is no part of a fen."""
    if isinstance(cell, float):
        scaled = cell * 100
        if abs(scaled) < 2**50 and abs(scaled - round(scaled)) < 1e-4:
            return round(scaled)
        return money.fen(cell)
    if isinstance(cell, str | int) and not isinstance(cell, bool):
        return money.fen(cell)
    raise money.NotMoney(str(cell))


def read_count(row: ParsedRow, column: Column, cell: Cell, _terms: Calendar) -> None:
    """Keep a whole number; unreadable points keep the row out, being a balance."""
    if column.field == "points" and _lacks_value(row, column, cells.plain(cell)):
        return
    text = cells.meant(cell)
    if not text:
        return
    number = _count(text)
    if column.field != "points":
        if number is None or number < 0:
            row.note("bad_count", column, text)
        else:
            row.values[column.field] = number
    elif number is None:
        row.note("bad_balance", column, text, REJECT)
    else:
        row.opening.points = number
        if number < 0:
            row.note("negative_balance", column, text, REJECT)


def _count(text: str) -> int | None:
    try:
        amount = money.fen(text.removesuffix("分").removesuffix("次"))
    except money.NotMoney:
        return None
    number, rest = divmod(amount, 100)
    return None if rest or abs(number) > _LARGEST_COUNT else number


def read_courses(row: ParsedRow, column: Column, cell: Cell, _terms: Calendar) -> None:
    """Keep the sessions left of every course."""
    if _lacks_value(row, column, cells.plain(cell)):
        return
    text = cells.meant(cell)
    found = cells.courses(text)
    if found is None:
        row.note("bad_course", column, text, REJECT)
    else:
        row.opening.courses = tuple(course for course in found if course.remaining)


def read_tags(row: ParsedRow, column: Column, cell: Cell, _terms: Calendar) -> None:
    """Keep the tags, each once."""
    found = cells.tags(_clean(row, column, cell))
    if any(len(tag) > LONGEST_TAG for tag in found):
        row.note("too_long", column, cells.plain(cell), WARN)
    row.tags = tuple(dict.fromkeys((*row.tags, *(tag[:LONGEST_TAG] for tag in found))))


READERS: dict[Kind, Reader] = {
    Kind.TEXT: read_text,
    Kind.NAME: read_name,
    Kind.NUMBER: read_number,
    Kind.SEX: read_sex,
    Kind.BIRTHDAY: read_birthday_cell,
    Kind.DATE: read_day,
    Kind.PHONE: read_phone,
    Kind.MONEY: read_money,
    Kind.COUNT: read_count,
    Kind.COURSES: read_courses,
    Kind.TAGS: read_tags,
}
