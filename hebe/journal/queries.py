"""Reads of the audit trail."""

from typing import Any

from django.db.models import QuerySet

from hebe.access.actor import Actor, requires
from hebe.journal.models import Audit
from hebe.kernel.errors import NotFound


@requires("access.audit")
def audit_list(actor: Actor) -> QuerySet[Any]:
    """Return the audit rows of the stores that the right reaches."""
    return Audit.objects.of(actor).filter(actor.scope("access.audit"))


@requires("access.audit")
def get_audit(actor: Actor, audit_id: int) -> Audit:
    """Return one row of the trail, with its seal when it has one."""
    row: Audit | None = audit_list(actor).select_related("seal").filter(pk=audit_id).first()
    if row is None:
        raise NotFound
    return row
