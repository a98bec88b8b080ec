"""What is asked for and decided, whom late work is told to, who stands in for whom."""

from ninja import Status

from hebe.api.auth import ApiRequest
from hebe.api.routing import Router, needs
from hebe.api.schemas import Key
from hebe.api.todos_schemas import (
    ApprovalOut,
    DecisionIn,
    EscalationIn,
    EscalationOut,
    SubstituteIn,
    SubstituteOut,
)
from hebe.kernel.errors import NotFound
from hebe.todos import queries, services
from hebe.todos.models import Approval, EscalationStep, Substitute

router = Router(tags=["to-dos"])


@router.get("/approvals", response=list[ApprovalOut])
@needs("todos.view")
def list_approvals(request: ApiRequest, store_id: Key | None = None) -> list[Approval]:
    """List what waits for a decision that this key may give, longest waiting first."""
    return queries.asked_of_me(request.actor, store_id=store_id)


@router.get("/todos/{todo_id}/approval", response=ApprovalOut)
@needs("todos.view")
def get_approval(request: ApiRequest, todo_id: Key) -> Approval:
    """Show what a to-do asks for, and what was decided."""
    todo = queries.get_todo(request.actor, todo_id)
    found = queries.approval_of(request.actor, todo)
    if found is None:
        raise NotFound
    return found


@router.post("/todos/{todo_id}/decide", response=ApprovalOut)
def decide_approval(request: ApiRequest, todo_id: Key, data: DecisionIn) -> Approval:
    """Approve what was asked, which carries it out, or reject it with a reason.

    Needs the right that the kind asks for, such as `billing.discount`; nobody decides her own.
    """
    actor = request.actor
    queries.get_todo(actor, todo_id)
    return services.decide_approval(actor, todo_id=todo_id, **data.model_dump())


@router.get("/escalation-steps", response=list[EscalationOut])
@needs("todos.escalation")
def list_escalation_steps(request: ApiRequest) -> list[EscalationStep]:
    """List whom late work of every kind is told to."""
    found = queries.escalation_steps(request.actor)
    return [step for steps in found.values() for step in steps]


@router.post("/escalation-steps", response=EscalationOut)
def set_escalation_step(request: ApiRequest, data: EscalationIn) -> EscalationStep:
    """Set a step; the one of the same kind and position is replaced."""
    return services.set_escalation_step(request.actor, **data.model_dump())


@router.delete("/escalation-steps/{todo_kind}/{position}", response=EscalationOut)
def stop_escalation_step(request: ApiRequest, todo_kind: str, position: Key) -> EscalationStep:
    """Tell nobody by this step any more."""
    return services.stop_escalation_step(request.actor, kind=todo_kind, position=position)


@router.get("/substitutes", response=list[SubstituteOut])
@needs("todos.view")
def list_substitutes(request: ApiRequest) -> list[Substitute]:
    """List who stands in for whom, now and later, as far as this key may see it."""
    return queries.substitute_list(request.actor)


@router.post("/substitutes", response={201: SubstituteOut})
def name_substitute(request: ApiRequest, data: SubstituteIn) -> Status[Substitute]:
    """Let a colleague see and do somebody's work from one day to another."""
    return Status(201, services.name_substitute(request.actor, **data.model_dump()))


@router.delete("/substitutes/{absence_id}", response={204: None})
def end_substitute(request: ApiRequest, absence_id: Key) -> Status[None]:
    """Let somebody do her own work again, at once."""
    services.end_substitute(request.actor, absence_id=absence_id)
    return Status(204, None)
