"""Give work, do it, hand it on, tell of what is late."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.customers.models import Customer
from hebe.customers.queries import get_customer
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.staff.models import Member
from hebe.tenancy.models import Store
from hebe.todos.choices import Kind, State
from hebe.todos.errors import AlreadyDone, NotYours, OutcomeMissing
from hebe.todos.events import TodoCreated, TodoDone, TodoEscalated, TodoHandedOver
from hebe.todos.models import Todo
from hebe.todos.services.bell import notify
from hebe.todos.services.takers import listener_of, owner_of

GRACE = timedelta(hours=4)
FAR = timedelta(days=3650)
MOST_AT_ONCE = 500


@requires("todos.create")
@transaction.atomic
def create_todo(
    actor: Actor,
    *,
    store_id: int,
    title: str,
    due_at: datetime,
    source: str,
    kind: str = Kind.TASK,
    detail: str = "",
    customer_id: int | None = None,
    customer: Customer | None = None,
    owner_id: int | None = None,
    supervisor_id: int | None = None,
    link: str = "",
) -> Todo:
    """Give a piece of work an owner and a deadline.

    `source` names what it came from; the same source makes it once, and a repeat returns
    what stands. Invalid for a deadline ten years away; NotFound for a store or owner
    of another group and for a customer out of reach (`customer` is one that the caller has
    judged already); OwnerNotAtWork, OwnerCannotSignIn or OwnerElsewhere for an owner who
    would not do it.
    """
    actor.check("todos.create", store_id)
    if not title.strip():
        raise Invalid("title")
    if abs(due_at - clock.now()) > FAR:
        raise Invalid("due_at", _("This date is out of range."))
    standing: Todo | None = Todo.objects.of(actor).filter(source=source).first()
    if standing is not None:
        return standing
    store: Store = Store.objects.of(actor).one(store_id)
    if customer_id is not None:
        customer = get_customer(actor, customer_id)
    owner = owner_of(actor, owner_id, store_id) if owner_id is not None else None
    supervisor = listener_of(actor, supervisor_id) if supervisor_id is not None else None
    todo: Todo
    todo, made = Todo.objects.of(actor).get_or_create(
        group_id=actor.group_id,
        source=source,
        defaults={
            "store": store, "title": title.strip(), "due_at": due_at, "kind": kind,
            "detail": detail, "customer": customer, "owner": owner, "supervisor": supervisor,
            "link": link,
        },
    )  # fmt: skip
    if made:
        publish(
            actor, TodoCreated(todo.pk, store_id, due_at, kind, source, owner_id), subject=todo
        )
    return todo


def _locked(actor: Actor, todo_id: int) -> Todo:
    todo: Todo = (
        Todo.objects.of(actor).locked().select_related("owner", "supervisor").one(todo_id)
    )
    if todo.state != State.OPEN:
        raise AlreadyDone
    return todo


def _is_concerned(actor: Actor, todo: Todo) -> bool:
    people = [person for person in (todo.owner, todo.supervisor) if person is not None]
    mine = actor.user_id is not None and any(p.user_id == actor.user_id for p in people)
    nobodys = todo.owner is None and actor.may("todos.finish", todo.store_id)
    return mine or nobodys or actor.may("todos.all", todo.store_id)


@requires("todos.finish")
@transaction.atomic
def finish_todo(actor: Actor, *, todo_id: int, outcome: str = "", is_told: bool = True) -> Todo:
    """Finish a piece of work; a call or follow-up needs a word on its outcome.

    `is_told` is False when the caller tells the customer's timeline in words of its own.
    """
    todo = _locked(actor, todo_id)
    if not _is_concerned(actor, todo):
        raise NotYours
    if todo.kind in {Kind.CALL, Kind.FOLLOW_UP} and not outcome.strip():
        raise OutcomeMissing
    todo.state, todo.done_at, todo.outcome = State.DONE, clock.now(), outcome.strip()
    todo.done_by = Member.objects.of(actor).filter(user_id=actor.user_id or 0).first()
    todo.save(update_fields=["state", "done_at", "outcome", "done_by"])
    customer_id = todo.customer_id if is_told else None
    publish(
        actor,
        TodoDone(
            todo.pk, todo.store_id, customer_id, todo.title, todo.kind, todo.source, todo.state
        ),
        subject=todo,
    )
    return todo


@requires("todos.hand_over")
@transaction.atomic
def hand_over_todo(actor: Actor, *, todo_id: int, owner_id: int) -> Todo:
    """Give a piece of work to somebody else, and tell her.

    Refuses an owner as `create_todo` does, and NotYours when a colleague has the work.
    """
    todo = _locked(actor, todo_id)
    actor.check("todos.hand_over", todo.store_id)
    if not _is_concerned(actor, todo):
        raise NotYours
    owner = owner_of(actor, owner_id, todo.store_id)
    todo.owner = owner
    todo.save(update_fields=["owner"])
    notify(actor, owner, todo.title, link="/todos/")
    publish(actor, TodoHandedOver(todo.pk, todo.store_id, owner.pk), subject=todo)
    return todo


@requires("todos.hand_over")
@transaction.atomic
def hand_over_todos(actor: Actor, *, todo_ids: list[int], owner_id: int) -> int:
    """Give many pieces of open work to one person, all or none; return how many."""
    if len(todo_ids) > MOST_AT_ONCE:
        raise Invalid("row", _("At most 500 to-dos at once; narrow the filter."))
    for todo_id in sorted(set(todo_ids)):
        hand_over_todo(actor, todo_id=todo_id, owner_id=owner_id)
    return len(set(todo_ids))


@requires("todos.create")
@transaction.atomic
def escalate_overdue(actor: Actor, *, grace: timedelta = GRACE, limit: int = 500) -> int:
    """Tell the supervisors of work that is overdue by more than `grace`; return how many."""
    late = list(
        Todo.objects.of(actor)
        .locked()
        .filter(state=State.OPEN, escalated_at=None, due_at__lt=clock.now() - grace)
        .exclude(supervisor=None)
        .select_related("supervisor")[:limit]
    )
    for todo in late:
        todo.escalated_at = clock.now()
        todo.save(update_fields=["escalated_at"])
        if todo.supervisor is not None:
            notify(actor, todo.supervisor, todo.title, link="/todos/", tone="bad")
            publish(
                actor, TodoEscalated(todo.pk, todo.store_id, todo.supervisor.pk), subject=todo
            )
    return len(late)
