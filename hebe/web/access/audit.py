"""Screen of the audit trail: who did or looked at what, and whether the chain holds."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.access.choices import Via
from hebe.access.queries import store_names
from hebe.journal.models import Audit
from hebe.journal.queries import audit_list, get_audit
from hebe.journal.services import chain_state
from hebe.web.access.tables import AuditTable
from hebe.web.access.words import act_words, subject_words
from hebe.web.drawer import drawer
from hebe.web.exporting import export_matching
from hebe.web.screen import screen


def _worded(row: Any) -> Any:
    row.act_words = act_words(row.act)
    row.subject_words = subject_words(row.subject)
    row.via_words = dict(Via.choices).get(row.via, row.via)
    return row


@screen("access.audit")
def trail(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what was done, newest first, under the state of the chain."""
    page = AuditTable(actor, request.GET).page(audit_list(actor))
    page.rows = [_worded(row) for row in page.rows]
    return render(request, "access/audit.html", {"page": page, "chain": chain_state(actor)})


@screen("access.audit")
def entry(request: HttpRequest, actor: Actor, audit_id: int) -> HttpResponse:
    """Show one entry with what it changed, and its link of the chain."""
    row = _worded(get_audit(actor, audit_id))
    seal = getattr(row, "seal", None)
    context = {
        "row": row,
        "store": store_names(actor).get(row.store_id, ""),
        "changes": _changes(row),
        "facts": facts_of(row.data),
        "seal": seal,
        "digest": bytes(seal.digest).hex() if seal else "",
    }
    return drawer(request, "access/_entry.html", **context)


@require_POST
@screen("access.audit")
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write all matching entries to a workbook."""
    return export_matching(request, actor, AuditTable, audit_list(actor))


def _changes(row: Audit) -> list[tuple[str, str, str]]:
    before, after = row.data.get("before") or {}, row.data.get("after") or {}
    names = list(dict.fromkeys([*before, *after]))
    return [(name, _text(before.get(name)), _text(after.get(name))) for name in names]


def facts_of(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the fields of what was told, each as a text; before and after stand apart."""
    hidden = {"before", "after"}
    return [(key, _text(value)) for key, value in told.items() if key not in hidden]


def _text(value: Any) -> str:
    if value is None or value == "":
        return "—"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
