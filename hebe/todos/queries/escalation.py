"""Whom late work of a kind is told to."""

from hebe.access.actor import Actor, requires
from hebe.todos.kinds import KINDS
from hebe.todos.models import EscalationStep


def steps_of(actor: Actor, kind: str) -> list[EscalationStep]:
    """Return the steps in use of a kind: the group's own, or those it is registered with."""
    return _in_use(actor, kind, list(EscalationStep.objects.of(actor).filter(kind=kind)))


@requires("todos.escalation")
def escalation_steps(actor: Actor) -> dict[str, list[EscalationStep]]:
    """Return the steps in use of every kind, in one query."""
    own: dict[str, list[EscalationStep]] = {}
    for row in EscalationStep.objects.of(actor):
        own.setdefault(row.kind, []).append(row)
    return {code: _in_use(actor, code, own.get(code, [])) for code in KINDS}


def _in_use(actor: Actor, kind: str, own: list[EscalationStep]) -> list[EscalationStep]:
    rows = own or registered_steps(actor, kind)
    return sorted((row for row in rows if row.is_active), key=lambda row: row.position)


def registered_steps(actor: Actor, kind: str) -> list[EscalationStep]:
    """Return the steps that a kind is registered with, as rows that are not saved."""
    found = KINDS.get(kind)
    return [
        EscalationStep(
            group_id=actor.group_id, kind=kind, position=number, to=step.to, post=step.post,
            right=step.right, after_minutes=step.after_minutes,
            repeat_minutes=step.repeat_minutes, times=step.times,
        )
        for number, step in enumerate(found.steps if found else (), start=1)
    ]  # fmt: skip
