"""An act on many customers: at once for few, as a job to watch for more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.customers.services.batch import (
    AT_ONCE,
    Outcome,
    chosen,
    set_advisor,
    set_carer,
    tag_customers,
)
from hebe.jobs.models import Job
from hebe.jobs.services import start_job
from hebe.kernel.errors import Text
from hebe.tenancy.words import advisor_word

KIND = "customers.batch"


@dataclass(frozen=True, slots=True)
class Act:
    """An act, the argument that says what to give, its right, and its name for people."""

    does: Callable[..., Outcome]
    gives: str
    permission: str
    title: Text


CHANGE_ADVISOR = format_lazy(_("Change the {advisor}"), advisor=advisor_word)
ACTS = {
    "tag": Act(tag_customers, "tag_id", "customers.tag", _("Put a tag on")),
    "advisor": Act(set_advisor, "advisor_id", "customers.team", CHANGE_ADVISOR),
    "carer": Act(set_carer, "carer_id", "customers.team", _("Hand follow-ups over")),
}


def act_on_many(
    actor: Actor, *, act: str, customer_ids: Sequence[int], given: int
) -> Outcome | Job:
    """Do it at once for up to 200 customers, otherwise start the job that does it."""
    wanted = ACTS[act]
    actor.check(wanted.permission)
    if len(customer_ids) <= AT_ONCE:
        return wanted.does(actor, customer_ids=customer_ids, **{wanted.gives: given})
    title = f"{wanted.title} ({len(customer_ids):,})"
    arguments = {"act": act, "given": given, "items": chosen(customer_ids)}
    return start_job(
        actor, kind=KIND, title=title, arguments=arguments, permission=wanted.permission
    )
