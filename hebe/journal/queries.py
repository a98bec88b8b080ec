"""Reads of the audit trail."""

from typing import Any

from django.db.models import QuerySet

from hebe.access.actor import Actor, requires
from hebe.journal.models import Audit


@requires("access.audit")
def audit_list(actor: Actor) -> QuerySet[Any]:
    """Return the audit rows of the stores that the right reaches."""
    return Audit.objects.of(actor).filter(actor.scope("access.audit"))


@requires("access.audit")
def acts_seen(actor: Actor) -> list[str]:
    """Return the names of the acts that the trail holds, by name."""
    return list(audit_list(actor).order_by("act").values_list("act", flat=True).distinct())
