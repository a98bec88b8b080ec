"""Two people edit one thing: who saves second overwrites nobody.

A form carries `marks` of what it was opened with, one keyed digest per field. `merged` joins
three ways: a field that only the other one touched stays hers, one that both touched is a
conflict, and nothing is saved.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hebe.kernel.crypto import blind
from hebe.kernel.errors import Refused

DIGEST_LETTERS = 12


class ChangedMeanwhile(Refused):
    """Somebody else changed the same field; `now` says what it holds."""

    message = _(
        "Somebody else changed the same while you were editing. Nothing was saved, and what"
        " you typed is still here."
    )
    advice = _("Compare the marked fields. Saving again puts yours in their place.")

    def __init__(self, now: Mapping[str, Any]) -> None:
        super().__init__()
        self.now = dict(now)
        self.details = {"fields": sorted(now)}


def mark(value: Any) -> str:
    """Return a short keyed digest of a value; it tells nothing of the value itself."""
    text = json.dumps(value, default=str, sort_keys=True)
    return blind(text, "freshness").hex()[:DIGEST_LETTERS]


def marks(values: Mapping[str, Any]) -> str:
    """Return what a form carries along: the digest of every value it was opened with."""
    return json.dumps({name: mark(value) for name, value in values.items()})


def merged(changes: Mapping[str, Any], current: Mapping[str, Any], seen: str) -> dict[str, Any]:
    """Return the changes that a person really made since `seen`, or raise ChangedMeanwhile.

    Without `seen` (a program that sends only what it changes) all of them.
    """
    known = _read(seen)
    foreign = {name for name in changes if name in known and mark(current[name]) != known[name]}
    untouched = {name for name in foreign if mark(changes[name]) == known[name]}
    clashing = {
        name: current[name]
        for name in foreign - untouched
        if mark(changes[name]) != mark(current[name])
    }
    if clashing:
        raise ChangedMeanwhile(clashing)
    return {name: value for name, value in changes.items() if name not in untouched}


def renewed(typed: Mapping[str, Any], saved: Mapping[str, Any], seen: str) -> str:
    """Return the marks of a form that stays open after a save.

    A field that the save left to somebody else keeps its old mark: the form still shows the
    old value, and must not put it back unseen.
    """
    known = _read(seen)
    fresh = {n: mark(saved[n]) for n in typed if mark(saved[n]) == mark(typed[n])}
    return json.dumps(known | fresh)


def _read(seen: str) -> dict[str, Any]:
    try:
        known = json.loads(seen or "{}")
    except (ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
