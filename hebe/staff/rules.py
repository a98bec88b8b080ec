"""When a certificate counts, and how soon it ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

WARN_DAYS = 90


class Paper(Protocol):
    """A certificate, as the judgement sees it."""

    licence: str
    department: str
    store_id: int | None
    valid_from: date
    valid_to: date | None


def is_employed(hired_on: date | None, left_on: date | None, on: date) -> bool:
    """Say whether somebody works here on a day; the first and the last day count.

    >>> monday = date(2027, 1, 4)
    >>> is_employed(None, monday, monday), is_employed(None, monday, date(2027, 1, 5))
    (True, False)
    """
    return (hired_on is None or hired_on <= on) and (left_on is None or on <= left_on)


def counts(paper: Paper, store_id: int, on: date) -> bool:
    """Say whether a certificate is valid at a store on a day."""
    here = paper.store_id is None or paper.store_id == store_id
    return here and paper.valid_from <= on and (paper.valid_to is None or on <= paper.valid_to)


def has_lapsed(papers: Iterable[Paper], store_id: int, on: date) -> bool:
    """Say whether a physician's licence at a store has run out, and no other took its place."""
    own = [p for p in papers if p.licence == "physician" and p.store_id in {None, store_id}]
    ended = any(p.valid_to is not None and p.valid_to < on for p in own)
    return ended and not any(counts(p, store_id, on) for p in own)


def lead_departments(papers: Iterable[Paper], store_id: int, on: date) -> list[str]:
    """Return the departments that one person's papers file a lead doctor for.

    The filing stands on the physician's licence, and falls with it.
    """
    papers = list(papers)
    if has_lapsed(papers, store_id, on):
        return []
    filed = {
        p.department for p in papers if p.licence == "lead_doctor" and counts(p, store_id, on)
    }
    return sorted(filed)


def valid_licences(papers: Iterable[Paper], store_id: int, on: date) -> set[str]:
    """Return what one person is registered as at a store on a day."""
    return {paper.licence for paper in papers if counts(paper, store_id, on)}


def certificate_state(valid_to: date | None, on: date) -> str:
    """Return expired, expiring (within 90 days) or valid.

    >>> [certificate_state(d, date(2027, 1, 4)) for d in
    ...  (date(2027, 1, 3), date(2027, 4, 4), date(2027, 4, 5), None)]
    ['expired', 'expiring', 'valid', 'valid']
    """
    if valid_to is None or valid_to > on + timedelta(days=WARN_DAYS):
        return "valid"
    return "expired" if valid_to < on else "expiring"
