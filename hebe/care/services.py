"""Acts of care: what is asked after an item, and what was answered."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.care import rules
from hebe.care.choices import FOLLOW_UP
from hebe.care.events import FollowUpDone, FollowUpsPlanned, StepChanged, StepStopped
from hebe.care.models import FollowUp, FollowUpStep
from hebe.care.queries import steps_for
from hebe.catalog.models import Item
from hebe.clinical.choices import TreatmentState
from hebe.clinical.models import Treatment
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound
from hebe.staff.choices import Post
from hebe.staff.models import Member
from hebe.staff.queries import takers
from hebe.todos.kinds import CALL
from hebe.todos.models import Todo
from hebe.todos.services import create_todo, finish_todo


@requires("care.steps")
@transaction.atomic
def set_follow_up_step(
    actor: Actor, *, item_id: int | None, day: int, title: str, script: str = ""
) -> FollowUpStep:
    """Say what is asked how many days (1 to 365) after an item, or after any item."""
    if not 1 <= day <= 365:
        raise Invalid("day")
    if not title.strip():
        raise Invalid("title")
    if item_id is not None and not Item.objects.of(actor).filter(pk=item_id).exists():
        raise NotFound
    step: FollowUpStep
    step, _made = FollowUpStep.objects.of(actor).update_or_create(
        group_id=actor.group_id,
        item_id=item_id,
        day=day,
        defaults={"title": title.strip(), "script": script.strip(), "is_active": True},
    )
    publish(actor, StepChanged(step.pk), subject=step)
    return step


@requires("care.steps")
@transaction.atomic
def stop_follow_up_step(actor: Actor, *, step_id: int) -> FollowUpStep:
    """Ask this no longer after future treatments; what is already planned stays."""
    step: FollowUpStep | None = (
        FollowUpStep.objects.of(actor).locked().filter(pk=step_id, is_active=True).first()
    )
    if step is None:
        raise NotFound
    step.is_active = False
    step.save(update_fields=["is_active"])
    publish(actor, StepStopped(step.pk), subject=step)
    return step


def _able(actor: Actor, store_id: int, people: Iterable[Member | None]) -> Member | None:
    """Return the first of these who stays and can be given work at a store."""
    known = [p for p in people if p is not None and p.left_on is None]
    able = takers(actor, {store_id}, clock.today(actor.zone)).filter(
        pk__in=[p.pk for p in known]
    )
    keys = set(able.values_list("pk", flat=True))
    return next((p for p in known if p.pk in keys), None)


def _owner(actor: Actor, treatment: Treatment) -> Member | None:
    customer, visit = treatment.customer, treatment.visit
    people = (customer.carer, customer.advisor, visit.advisor, treatment.performer)
    return _able(actor, treatment.store_id, people)


def _doctor(actor: Actor, treatment: Treatment) -> Member | None:
    """Return the doctor who treated her, or else answers for her."""
    customer, visit = treatment.customer, treatment.visit
    people = (treatment.performer, visit.doctor, treatment.supervisor, customer.doctor)
    doctors = (p for p in people if p is not None and p.post == Post.DOCTOR)
    return _able(actor, treatment.store_id, doctors)


def _supervisor(actor: Actor, store_id: int) -> Member | None:
    able = takers(actor, {store_id}, clock.today(actor.zone))
    found: Member | None = able.filter(post=Post.MANAGER, left_on=None).order_by("pk").first()
    return found


@requires("care.do")
@transaction.atomic
def plan_follow_ups(actor: Actor, *, treatment_id: int) -> list[FollowUp]:
    """Make a to-do for each step of the treated item; calling it again adds nothing.

    NotFound while the treatment is not finished.
    """
    treatment: Treatment = (
        Treatment.objects.of(actor)
        .filter(state=TreatmentState.DONE)
        .select_related(
            "item",
            "store",
            "customer__carer",
            "customer__advisor",
            "visit__advisor",
            "performer",
        )
        .one(treatment_id)
    )
    actor.check("care.do", treatment.store_id)
    owner, supervisor = _owner(actor, treatment), _supervisor(actor, treatment.store_id)
    planned = [
        _plan(actor, treatment, step, owner, supervisor)
        for step in steps_for(actor, treatment.item_id)
    ]
    publish(
        actor,
        FollowUpsPlanned(treatment.pk, treatment.customer_id, treatment.store_id, len(planned)),
        subject=treatment,
    )
    return planned


def _plan(
    actor: Actor,
    treatment: Treatment,
    step: FollowUpStep,
    owner: Member | None,
    supervisor: Member | None,
) -> FollowUp:
    todo = create_todo(
        actor,
        store_id=treatment.store_id,
        kind=FOLLOW_UP,
        title=step.title,
        detail=treatment.item.name,
        customer=treatment.customer,
        owner_id=owner.pk if owner else None,
        supervisor_id=supervisor.pk if supervisor else None,
        due_at=rules.due_at(treatment.day, step.day, treatment.store.timezone),
        source=f"follow-up:{treatment.pk}:{step.pk}",
    )
    follow_up: FollowUp
    follow_up, _made = FollowUp.objects.of(actor).get_or_create(
        group_id=actor.group_id,
        todo=todo,
        defaults={
            "treatment": treatment,
            "customer_id": treatment.customer_id,
            "step": step,
        },
    )
    return follow_up


@requires("care.do")
@transaction.atomic
def record_follow_up(
    actor: Actor, *, follow_up_id: int, recovery: str, satisfaction: int | None = None
) -> FollowUp:
    """Write down how she is and finish the to-do; an unhappy answer makes a doctor call back.

    `satisfaction` is 1 (very unhappy) to 5. Refuses what `finish_todo` refuses.
    """
    found: FollowUp = (
        FollowUp.objects.of(actor)
        .locked()
        .select_related("todo", "step", "treatment__visit", "treatment__customer")
        .one(follow_up_id)
    )
    if satisfaction is not None and satisfaction not in range(1, 6):
        raise Invalid("satisfaction")
    finish_todo(actor, todo_id=found.todo_id, outcome=recovery, is_told=False)
    found.recovery, found.satisfaction = recovery.strip(), satisfaction
    found.save(update_fields=["recovery", "satisfaction"])
    if rules.needs_a_doctor(satisfaction):
        _call_back(actor, found)
    publish(
        actor,
        FollowUpDone(
            found.pk,
            found.customer_id,
            found.todo.store_id,
            found.step.title,
            satisfaction,
            found.treatment_id,
            found.step_id,
        ),
        subject=found,
    )
    return found


def _call_back(actor: Actor, found: FollowUp) -> Todo:
    doctor = _doctor(actor, found.treatment)
    supervisor = _supervisor(actor, found.todo.store_id)
    return create_todo(
        actor,
        store_id=found.todo.store_id,
        kind=CALL,
        title=_("Call back: the customer is unhappy after treatment"),
        detail=found.step.title,
        customer=found.treatment.customer,
        owner_id=doctor.pk if doctor else None,
        supervisor_id=supervisor.pk if supervisor else None,
        due_at=clock.now() + timedelta(hours=4),
        source=f"call-back:{found.pk}",
    )
