"""Who cares for a customer (CUS-14)."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.events import CustomerTeamChanged
from hebe.customers.models import Customer
from hebe.customers.services.index import index_rows
from hebe.customers.services.locking import locked
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import merged
from hebe.staff.models import Member

ROLES = ("doctor", "advisor", "carer")


@requires("customers.team")
@transaction.atomic
def set_team(
    actor: Actor,
    *,
    customer_id: int,
    advisor_id: int | None,
    doctor_id: int | None,
    carer_id: int | None,
    seen: str = "",
) -> Customer:
    """Say who advises her, which doctor she sees, who follows up; None for nobody.

    Raises Invalid when a person is not of the group, is no doctor, or has left; who cared for
    her before leaving may stay on her file until somebody else takes over (CUS-14). `seen` are
    the marks that a form was opened with: ChangedMeanwhile when somebody else changed the same.
    """
    customer = locked(actor, customer_id, "customers.team")
    typed = {"doctor_id": doctor_id, "advisor_id": advisor_id, "carer_id": carer_id}
    now = team_of(customer)
    team = now | merged(typed, now, seen)
    if team == now:
        return customer
    wanted = {role: team[f"{role}_id"] for role in ROLES}
    people = people_of(actor, wanted, now.values())
    before = {role: _name(getattr(customer, role)) for role in ROLES}
    after = {role: _name(people[role]) for role in ROLES}
    for role in ROLES:
        setattr(customer, role, people[role])
    customer.updated_at = clock.now()
    customer.save(update_fields=[*ROLES, "updated_at"])
    index_rows(actor, [customer])
    detail = " + ".join(filter(None, (after[role] for role in ROLES)))
    publish(
        actor,
        CustomerTeamChanged(customer.pk, **after, detail=detail),
        subject=customer,
        before=before,
        after=after,
    )
    return customer


def team_of(customer: Customer) -> dict[str, int | None]:
    """Return the keys of who cares for her, by column."""
    return {f"{role}_id": getattr(customer, f"{role}_id") for role in ROLES}


def _name(member: Member | None) -> str:
    return member.name if member else ""


def people_of(
    actor: Actor, wanted: dict[str, int | None], standing: Collection[int | None] = ()
) -> dict[str, Member | None]:
    """Return the people of a team by role; Invalid when somebody cannot fill it.

    `standing` are the keys of people who are in place, whether or not they left since.
    """
    today = clock.today(actor.zone)
    keys = [key for key in wanted.values() if key is not None]
    found = {m.pk: m for m in Member.objects.of(actor).filter(pk__in=keys)}
    people: dict[str, Member | None] = {}
    for role, key in wanted.items():
        member = found.get(key) if key is not None else None
        if key is not None and (member is None or _is_gone(member, today, standing)):
            raise Invalid(f"{role}_id", _("Choose somebody who works here."))
        if role == "doctor" and member is not None and member.post != "doctor":
            raise Invalid("doctor_id", _("Choose a doctor."))
        people[role] = member
    return people


def _is_gone(member: Member, today: date, standing: Collection[int | None]) -> bool:
    has_left = member.left_on is not None and member.left_on < today
    return has_left and member.pk not in standing
