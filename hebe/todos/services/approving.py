"""Ask leave for something, and decide what was asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.customers.models import Customer
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.staff.queries import me
from hebe.todos.choices import Outcome, State
from hebe.todos.errors import AlreadyDecided, NothingToDecide, NotYours, OwnRequest
from hebe.todos.events import ApprovalAsked, ApprovalDecided
from hebe.todos.kinds import KINDS, Deciding
from hebe.todos.models import Approval, Decision, Todo
from hebe.todos.queries import holders_of, people_behind
from hebe.todos.services.bell import notify, tell
from hebe.todos.services.locking import is_concerned
from hebe.todos.services.work import create_todo

APPROVALS = "/todos/%(todo_id)s/decide/"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a sentence, the arguments of the act, the amounts in fen."""

    sentence: str
    arguments: dict[str, Any]
    before_fen: int | None = None
    after_fen: int | None = None


@requires("todos.create")
@transaction.atomic
def ask_approval(
    actor: Actor,
    *,
    kind: str,
    store_id: int,
    title: str,
    asked: Asked,
    due_at: datetime,
    source: str,
    customer: Customer | None = None,
    link: str = "",
) -> Approval:
    """Ask everybody who may decide a kind at a store, and tell them; return what was asked.

    What is asked is frozen: approval carries out just this. Refuses as `create_todo` does.
    """
    deciding = _deciding(kind)
    todo = create_todo(
        actor, store_id=store_id, title=title, due_at=due_at, source=source, kind=kind,
        customer=customer, for_right=deciding.right, link=link,
    )  # fmt: skip
    approval = Approval(
        group_id=actor.group_id, todo=todo, arguments=asked.arguments,
        sentence=asked.sentence[:300], before_fen=asked.before_fen,
        after_fen=asked.after_fen, asked_by_id=actor.user_id, asker=actor.name,
        asked_at=clock.now(),
    )  # fmt: skip
    approval.save()
    deciders = holders_of(actor, store_id, deciding.right)
    for member in people_behind(actor, deciders):
        if member.user_id != actor.user_id:
            notify(actor, member, title, link=APPROVALS % {"todo_id": todo.pk}, tone="wait")
    publish(actor, ApprovalAsked(todo.pk, store_id, kind), subject=approval)
    return approval


@requires("todos.finish")
@transaction.atomic
def decide_approval(actor: Actor, *, todo_id: int, approve: bool, reason: str = "") -> Approval:
    """Approve what was asked, which carries it out, or reject it with a reason.

    Needs the right that the kind names at the store. Refuses AlreadyDecided, OwnRequest,
    NotYours when somebody else has taken it up, NothingToDecide, Invalid without a reason for
    a rejection, and whatever the act refuses: then nothing is decided.
    """
    approval: Approval | None = (
        Approval.objects.of(actor).filter(todo_id=todo_id).select_related("todo").first()
    )
    if approval is None:
        raise NothingToDecide
    deciding = _deciding(approval.todo.kind)
    actor.check(deciding.right, approval.todo.store_id)
    if approve:
        deciding.hold(actor, approval.arguments)
    todo = _undecided(actor, todo_id)
    if approval.asked_by_id is not None and approval.asked_by_id == actor.user_id:
        raise OwnRequest
    if todo.owner is not None and not is_concerned(actor, todo):
        raise NotYours
    if not approve and not reason.strip():
        raise Invalid("reason", _("Say in a few words why not; the colleague reads it."))
    if approve:
        deciding.act(actor, approval.arguments)
    _write_down(actor, approval, todo, approve=approve, reason=reason.strip())
    return approval


def _deciding(kind: str) -> Deciding:
    found = KINDS.get(kind)
    if found is None or found.deciding is None:
        raise NothingToDecide
    return found.deciding


def _undecided(actor: Actor, todo_id: int) -> Todo:
    rows = Todo.objects.of(actor).locked().select_related("owner", "supervisor")
    todo: Todo = rows.one(todo_id)
    if todo.state != State.OPEN:
        raise AlreadyDecided
    return todo


def _write_down(
    actor: Actor, approval: Approval, todo: Todo, *, approve: bool, reason: str
) -> None:
    outcome = Outcome.APPROVED if approve else Outcome.REJECTED
    Decision(
        group_id=actor.group_id, approval=approval, outcome=outcome, reason=reason[:200],
        who=actor.name, user_id=actor.user_id, at=clock.now(),
    ).save()  # fmt: skip
    todo.state, todo.done_at, todo.done_by = State.DONE, clock.now(), me(actor)
    todo.outcome = f"{outcome.label} {reason}".strip()
    todo.save(update_fields=["state", "done_at", "done_by", "outcome"])
    said = _("Approved: %(title)s") if approve else _("Rejected: %(title)s · %(reason)s")
    tell(
        actor, approval.asked_by_id, said % {"title": todo.title, "reason": reason},
        link=todo.link, tone="good" if approve else "bad",
    )  # fmt: skip
    told = ApprovalDecided(todo.pk, todo.store_id, todo.kind, outcome)
    publish(actor, told, subject=approval)
