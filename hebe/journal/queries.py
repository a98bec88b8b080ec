"""Reads of the audit trail."""

from hebe.access.actor import Actor, requires
from hebe.journal.models import Audit
from hebe.tenancy.models import GroupQuerySet


@requires("access.audit")
def audit_list(actor: Actor) -> GroupQuerySet:
    """Return the audit rows of the stores that the right reaches."""
    return Audit.objects.of(actor).filter(actor.scope("access.audit"))


@requires("access.audit")
def get_audit(actor: Actor, audit_id: int) -> Audit:
    """Return one row of the trail, with its seal when it has one."""
    row: Audit = audit_list(actor).select_related("seal").one(audit_id)
    return row
