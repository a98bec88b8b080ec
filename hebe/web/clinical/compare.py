"""Signed versions side by side: what an amendment struck out and put in."""

import difflib
import re
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from hebe.access.actor import Actor
from hebe.clinical import queries
from hebe.kernel.errors import NotFound
from hebe.visits.queries import get_visit
from hebe.web.clinical.forms import RecordForm
from hebe.web.escaping import format_html, format_html_join
from hebe.web.forms import key_in
from hebe.web.screen import screen
from hebe.web.visits.pages import patient

PIECE = re.compile(r"[a-zA-Z0-9.]+|\W|.")  # Latin words and numbers whole, Chinese by character


def compare(before: str, after: str) -> SafeString:
    """Return a text with its changes as del and ins."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    pieces: list[tuple[SafeString]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((format_html("{}", "".join(old[a:b])),))
            continue
        if b > a:
            pieces.append((format_html("<del>{}</del>", "".join(old[a:b])),))
        if d > c:
            pieces.append((format_html("<ins>{}</ins>", "".join(new[c:d])),))
    return format_html_join("", "{}", pieces)


def _planned(version: queries.Version) -> str:
    lines = (
        f"{line['name']} × {line['quantity']} {line.get('note', '')}" for line in version.plan
    )
    return "; ".join(text.strip() for text in lines)


def changes_of(versions: list[queries.Version], form: RecordForm) -> list[dict[str, Any]]:
    """Return, for each amendment, the label and the marked text of what it changed."""
    return [
        {"version": newer, "parts": [p for p in parts_of(older, newer, form) if p["changed"]]}
        for newer, older in pairwise(versions)
    ]


def parts_of(
    older: queries.Version, newer: queries.Version, form: RecordForm
) -> list[dict[str, Any]]:
    """Return every part of two versions: its label, both texts, and the marked difference."""
    labels = {n: f.label for n, f in form.fields.items() if n != "reason"}
    texts = [
        (label, older.parts.get(name, ""), newer.parts.get(name, ""))
        for name, label in labels.items()
    ]
    texts.append((None, _planned(older), _planned(newer)))
    return [
        {"label": label, "old": a, "new": b, "marked": compare(a, b), "changed": a != b}
        for label, a, b in texts
    ]


@screen("clinical.view")
def versions(
    request: HttpRequest, actor: Actor, *, record_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show two signed versions side by side; without a choice the newest and the one before."""
    found = queries.get_record(actor, record_id)
    signed = {version.number: version for version in queries.versions_of(actor, found)}
    if not signed:
        raise NotFound
    newest = max(signed)
    new = signed.get(_number(request, "new"), signed[newest])
    old = signed.get(_number(request, "old"), signed[max(1, new.number - 1)])
    context = patient(actor, get_visit(actor, found.visit_id), "record") | {
        "record": found,
        "versions": list(signed.values()),
        "old": old,
        "new": new,
        "sides": (old, new),
        "parts": parts_of(old, new, RecordForm()),
    }
    return render(request, "clinical/versions.html", context)


def _number(request: HttpRequest, name: str) -> int:
    return key_in(request.GET.get(name)) or 0
