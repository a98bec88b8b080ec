"""Judgement about a person: age, birthday, stage, how near the top of a search she is."""

import re
from datetime import date
from math import log2
from unicodedata import normalize

from hebe.customers.choices import Stage

ADULT_YEARS = 18
STALE_DAYS = 365
DORMANT_DAYS = 180
LOST_DAYS = 365
EPOCH = date(2000, 1, 1)
OF_WHAT = (
    r"(?:药物|食物|接触性?|其他|已知|明确|明显|任何|特殊"
    r"|drug|food|known|any|and|[及和与或、/ ])*"
)
ALLERGY = r"(?:过敏|史|原|情况|现象|allerg(?:y|ies|ic))*"
NONE_SAID = re.compile(
    rf"{OF_WHAT}{ALLERGY}[:：]?(?:暂?无|没有?|否认?|未发现|未见|不|none|nothing|no|nil|n/?a|nkd?a)"
    rf"{OF_WHAT}{ALLERGY}"
)
NOT_ASKED = re.compile(
    r"[-—–/\\?？.…]*|不详|不清楚?|不知道?|未知|未问|未询问|unknown|not asked"
)


def age(birthday: date | None, on: date) -> int | None:
    """Return full years of life on a day, or None when the birthday is unknown.

    >>> age(date(2008, 2, 29), date(2026, 2, 28)), age(date(2008, 2, 29), date(2026, 3, 1))
    (17, 18)
    """
    if birthday is None:
        return None
    return on.year - birthday.year - ((on.month, on.day) < (birthday.month, birthday.day))


def is_minor(birthday: date | None, on: date) -> bool:
    """Say whether she is known to be under 18 on a day (Civil Code of China, art. 17).

    >>> is_minor(date(2010, 5, 1), date(2026, 11, 21)), is_minor(None, date(2026, 11, 21))
    (True, False)
    """
    years = age(birthday, on)
    return years is not None and years < ADULT_YEARS


def days_to_birthday(birthday: date, on: date) -> int:
    """Return how many days until her next birthday; 29 February counts as 1 March.

    >>> days_to_birthday(date(1992, 11, 23), date(2026, 11, 21))
    2
    >>> days_to_birthday(date(2000, 2, 29), date(2026, 2, 28))
    1
    """
    following = (_birthday_in(year, birthday) for year in (on.year, on.year + 1))
    return next((day - on).days for day in following if day >= on)


def _birthday_in(year: int, birthday: date) -> date:
    try:
        return birthday.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def stage_after_visit(stage: str, last_visit_on: date | None, day: date) -> str:
    """Return her stage once she has come on a day; a second time on one day says nothing new.

    >>> stage_after_visit("lead", None, date(2026, 1, 5))
    'new'
    >>> stage_after_visit("new", date(2026, 1, 5), date(2026, 2, 5))
    'active'
    >>> stage_after_visit("lost", date(2024, 1, 5), date(2026, 2, 5))
    'won_back'
    """
    if last_visit_on is not None and last_visit_on >= day:
        return stage
    if stage == Stage.LEAD:
        return Stage.NEW.value
    if stage in {Stage.DORMANT, Stage.LOST}:
        return Stage.WON_BACK.value
    return Stage.ACTIVE.value


def stage_at_rest(stage: str, last_visit_on: date | None, on: date) -> str:
    """Return the stage of somebody who did not come: dormant after 180 days, lost after 365.

    >>> stage_at_rest("active", date(2026, 1, 1), date(2026, 8, 1))
    'dormant'
    >>> stage_at_rest("lead", None, date(2026, 8, 1))
    'lead'
    """
    if last_visit_on is None:
        return stage
    away = (on - last_visit_on).days
    if away > LOST_DAYS:
        return Stage.LOST.value
    return Stage.DORMANT.value if away > DORMANT_DAYS else stage


def rank(known_since: date, last_visit_on: date | None, spent_fen: int, *, is_key: bool) -> int:
    """Return how high she stands among equal hits: recency in days, and value on top.

    Doubling what she spent is worth twelve days; being a key customer ninety.

    >>> rank(date(2026, 1, 1), None, 0, is_key=False)
    9497
    >>> rank(date(2026, 1, 1), date(2026, 6, 1), 100_000_00, is_key=True)
    9937
    """
    seen = last_visit_on or known_since
    value = 12 * log2(1 + max(spent_fen, 0) / 100)
    return (seen - EPOCH).days + round(value) + (90 if is_key else 0)


def allergies_said(text: str) -> str:
    """Return what a text says about allergies: some, none, or unsaid.

    Lists bring words for "none" where a person writes nothing; those are no allergy.

    >>> [allergies_said(t) for t in ("青霉素（皮疹）", "无，花生过敏", "无麻药史，利多卡因")]
    ['some', 'some', 'some']
    >>> [allergies_said(t) for t in ("无", "没有", " None ", "N/A", "否认药物及食物过敏史。")]
    ['none', 'none', 'none', 'none', 'none']
    >>> [allergies_said(t) for t in ("药物：无；食物：无", "", "-", "不详")]
    ['none', 'unsaid', 'unsaid', 'unsaid']
    """
    parts = re.split(r"[,;。\n]+", normalize("NFKC", text).lower())
    said = [part for part in map(str.strip, parts) if not NOT_ASKED.fullmatch(part)]
    if not said:
        return "unsaid"
    return "none" if all(NONE_SAID.fullmatch(part) for part in said) else "some"


def masked_name(name: str) -> str:
    """Return a name that its bearer would know and others would not.

    >>> masked_name("张晓敏"), masked_name("欧阳"), masked_name("Anna Li")
    ('张*敏', '欧*', 'A*i')
    """
    return f"{name[:1]}*{name[-1:]}" if len(name) > 2 else f"{name[:1]}*"
