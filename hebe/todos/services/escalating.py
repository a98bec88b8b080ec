"""Tell of work that is late, step by step."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.staff.models import Member
from hebe.todos.choices import State, Told
from hebe.todos.events import TodoEscalated
from hebe.todos.kinds import KINDS
from hebe.todos.models import Escalation, EscalationStep, Todo
from hebe.todos.queries import holders_of, of_post, people_behind, steps_of
from hebe.todos.services.bell import notify

FORGETFUL = timedelta(minutes=1)  # what a job that runs by the clock may be early


@requires("todos.create")
@transaction.atomic
def escalate_overdue(actor: Actor, *, limit: int = 500) -> int:
    """Tell of open work that is late, as the steps of its kind say; return how often.

    Each telling is a row; running it again at the same moment tells nobody twice.
    """
    steps = [step for kind in KINDS for step in steps_of(actor, kind)]
    return sum(_take(actor, step, todo) for step in steps for todo in _due(actor, step, limit))


def _due(actor: Actor, step: EscalationStep, limit: int) -> list[Todo]:
    """Return, locked, the work that this step is to tell of now."""
    now = clock.now()
    late = now - timedelta(minutes=step.after_minutes)
    rows = Todo.objects.of(actor).filter(state=State.OPEN, kind=step.kind, due_at__lt=late)
    if step.to == Told.SUPERVISOR:
        rows = rows.exclude(supervisor=None)
    keys = _not_told(rows, step, now).values_list("pk", flat=True)[:limit]
    found = Todo.objects.of(actor).locked().select_related("supervisor")
    return list(found.filter(pk__in=list(keys), state=State.OPEN))


def _not_told(rows: QuerySet[Todo], step: EscalationStep, now: datetime) -> QuerySet[Todo]:
    told = Q(escalations__position=step.position)
    again = now - timedelta(minutes=step.repeat_minutes) + FORGETFUL
    lately = told & Q(escalations__at__gt=again) if step.repeat_minutes else told
    rounds = Count("escalations__round", filter=told, distinct=True)
    recent = Count("escalations", filter=lately)
    most = step.times if step.repeat_minutes else 1
    return rows.annotate(rounds=rounds, recent=recent).filter(recent=0, rounds__lt=most)


def _take(actor: Actor, step: EscalationStep, todo: Todo) -> int:
    """Tell one piece of work once more; somebody else may have done so meanwhile."""
    told = Escalation.objects.of(actor).filter(todo=todo, position=step.position)
    if not _not_told(Todo.objects.of(actor).filter(pk=todo.pk), step, clock.now()).exists():
        return 0
    number = told.values("round").distinct().count() + 1
    people = _people(actor, step, todo)
    nobody: list[Member | None] = [None]
    for member in people or nobody:
        Escalation(
            group_id=actor.group_id, todo=todo, position=step.position, round=number,
            member=member, at=clock.now(),
        ).save()  # fmt: skip
        if member is not None:
            notify(actor, member, todo.title, link="/todos/", tone="bad")
            event = TodoEscalated(todo.pk, todo.store_id, member.pk, step.position, number)
            publish(actor, event, subject=todo)
    return int(bool(people))


def _people(actor: Actor, step: EscalationStep, todo: Todo) -> list[Member]:
    """Return whom a step tells, with who stands in for them."""
    if step.to == Told.POST:
        rows = of_post(actor, todo.store_id, step.post)
    elif step.to == Told.RIGHT:
        rows = holders_of(actor, todo.store_id, step.right or todo.for_right)
    else:
        rows = Member.objects.of(actor).filter(pk=todo.supervisor_id)
    return people_behind(actor, rows)
