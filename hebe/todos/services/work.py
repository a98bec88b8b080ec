"""Give work, do it, hand it on."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.access.registry import PERMISSIONS
from hebe.customers.models import Customer
from hebe.customers.queries import get_customer
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.staff.choices import Post
from hebe.staff.models import Member
from hebe.tenancy.models import Store
from hebe.todos.choices import State
from hebe.todos.errors import DecisionNeeded, NotYours, OutcomeMissing
from hebe.todos.events import TodoCreated, TodoDone, TodoHandedOver
from hebe.todos.kinds import KINDS, TASK, find_kind
from hebe.todos.models import Todo
from hebe.todos.services.bell import notify
from hebe.todos.services.locking import is_concerned, locked_todo
from hebe.todos.services.takers import listener_of, owner_of

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
    kind: str = TASK,
    detail: str = "",
    customer_id: int | None = None,
    customer: Customer | None = None,
    owner_id: int | None = None,
    supervisor_id: int | None = None,
    link: str = "",
    for_right: str = "",
    for_post: str = "",
) -> Todo:
    """Give a piece of work an owner and a deadline, or candidates of whom one claims it.

    Without an owner it waits for who holds `for_right` at the store, who has the post
    `for_post` there, or everybody of the store. What is decided is asked for with
    `ask_approval`.

    `source` names what it came from; the same source makes it once, and a repeat returns
    what stands. Invalid for a deadline ten years away and an unknown kind, right or post;
    NotFound for a store or owner of another group and for a customer out of reach (`customer`
    is one that the caller has judged already); OwnerNotAtWork, OwnerCannotSignIn or
    OwnerElsewhere for an owner who would not do it.
    """
    actor.check("todos.create", store_id)
    _check_candidates(owner_id, for_right, for_post)
    if kind not in KINDS:
        raise Invalid("kind", _("There is no such kind of work."))
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
            "link": link, "for_right": for_right, "for_post": for_post,
        },
    )  # fmt: skip
    if made:
        publish(
            actor, TodoCreated(todo.pk, store_id, due_at, kind, source, owner_id), subject=todo
        )
    return todo


def _check_candidates(owner_id: int | None, for_right: str, for_post: str) -> None:
    if for_right and for_right not in PERMISSIONS:
        raise Invalid("for_right", _("There is no such right."))
    if for_post and for_post not in Post.values:
        raise Invalid("for_post", _("There is no such post."))
    if sum((owner_id is not None, bool(for_right), bool(for_post))) > 1:
        raise Invalid("owner_id", _("Name an owner, a right or a post, one of them."))


@requires("todos.finish")
@transaction.atomic
def finish_todo(actor: Actor, *, todo_id: int, outcome: str = "", is_told: bool = True) -> Todo:
    """Finish a piece of work; some kinds, as calls, need a word on what came of it.

    Refuses NotYours, and DecisionNeeded for what is approved or rejected.

    `is_told` is False when the caller tells the customer's timeline in words of its own.
    """
    todo = locked_todo(actor, todo_id)
    if not is_concerned(actor, todo):
        raise NotYours
    kind = find_kind(todo.kind)
    if kind and kind.deciding:
        raise DecisionNeeded
    if kind and kind.needs_outcome and not outcome.strip():
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
    todo = locked_todo(actor, todo_id)
    actor.check("todos.hand_over", todo.store_id)
    if not is_concerned(actor, todo):
        raise NotYours
    owner = owner_of(actor, owner_id, todo.store_id)
    todo.owner, todo.claimed_at = owner, None
    todo.save(update_fields=["owner", "claimed_at"])
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
