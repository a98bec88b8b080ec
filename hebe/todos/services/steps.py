"""Say whom late work of a kind is told to."""

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.access.registry import PERMISSIONS
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid, NotFound
from hebe.staff.choices import Post
from hebe.todos.choices import Told
from hebe.todos.events import EscalationStepSet, EscalationStepStopped
from hebe.todos.kinds import KINDS
from hebe.todos.models import EscalationStep
from hebe.todos.queries.escalation import registered_steps

LONGEST = 60 * 24 * 90
MOST_STEPS, MOST_TIMES, OFTENEST = 9, 50, 5


@requires("todos.escalation")
@transaction.atomic
def set_escalation_step(
    actor: Actor,
    *,
    kind: str,
    position: int,
    after_minutes: int,
    to: str,
    post: str = "",
    right: str = "",
    repeat_minutes: int = 0,
    times: int = 1,
) -> EscalationStep:
    """Say whom open work of a kind is told to, how long after its deadline, and how often.

    The step of the same position (1 to 9) is replaced. Invalid for an unknown kind, post or
    right, for more than 90 days, and for repeats nearer than five minutes.
    """
    given = {
        "after_minutes": after_minutes, "to": to, "post": post if to == Told.POST else "",
        "right": right if to == Told.RIGHT else "", "repeat_minutes": repeat_minutes,
        "times": times if repeat_minutes else 1, "is_active": True,
    }  # fmt: skip
    _check(kind, position, EscalationStep(**given))
    _own_rows(actor, kind)
    step: EscalationStep
    step, _made = EscalationStep.objects.of(actor).update_or_create(
        group_id=actor.group_id, kind=kind, position=position, defaults=given
    )
    publish(actor, EscalationStepSet(step.pk, kind, position), subject=step)
    return step


@requires("todos.escalation")
@transaction.atomic
def stop_escalation_step(actor: Actor, *, kind: str, position: int) -> EscalationStep:
    """Tell nobody by this step any more; NotFound where there is none in use."""
    _own_rows(actor, kind)
    rows = EscalationStep.objects.of(actor).filter(kind=kind, position=position, is_active=True)
    step: EscalationStep | None = rows.locked().first()
    if step is None:
        raise NotFound
    step.is_active = False
    step.save(update_fields=["is_active"])
    publish(actor, EscalationStepStopped(step.pk, kind, position), subject=step)
    return step


def _check(kind: str, position: int, step: EscalationStep) -> None:
    """Refuse what makes no step."""
    if kind not in KINDS:
        raise Invalid("kind", _("There is no such kind of work."))
    if not 1 <= position <= MOST_STEPS:
        raise Invalid("position", _("Steps are numbered from 1 to 9."))
    if not 0 <= step.after_minutes <= LONGEST:
        raise Invalid("after_minutes", _("Choose a time of at most 90 days."))
    if step.to not in Told.values:
        raise Invalid("to")
    if step.to == Told.POST and step.post not in Post.values:
        raise Invalid("post", _("Choose the post that is told."))
    if step.right and step.right not in PERMISSIONS:
        raise Invalid("right", _("There is no such right."))
    if step.repeat_minutes and not OFTENEST <= step.repeat_minutes <= LONGEST:
        raise Invalid("repeat_minutes", _("Repeat after five minutes at the earliest."))
    if not 1 <= step.times <= MOST_TIMES:
        raise Invalid("times", _("Tell it from 1 to 50 times."))


def _own_rows(actor: Actor, kind: str) -> None:
    """Give the group rows of its own for a kind, so that it can change one of them."""
    if not EscalationStep.objects.of(actor).filter(kind=kind).exists():
        EscalationStep.objects.of(actor).bulk_create(
            registered_steps(actor, kind),
            ignore_conflicts=True,  # two who change it first at the same moment
        )
