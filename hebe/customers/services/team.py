"""Who cares for a customer (CUS-14)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.events import CustomerTeamChanged
from hebe.customers.models import Customer
from hebe.customers.services.index import index_rows
from hebe.customers.services.update import locked
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
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
) -> Customer:
    """Say who advises her, which doctor she sees, who follows up; None for nobody.

    Raises Invalid when a person is not of the group, has left, or is no doctor.
    """
    wanted = {"doctor": doctor_id, "advisor": advisor_id, "carer": carer_id}
    people = people_of(actor, wanted)
    customer = locked(actor, customer_id, "customers.team")
    before = {role: _name(getattr(customer, role)) for role in ROLES}
    after = {role: _name(people[role]) for role in ROLES}
    same = all(getattr(customer, f"{role}_id") == wanted[role] for role in ROLES)
    if same:
        return customer
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


def _name(member: Member | None) -> str:
    return member.name if member else ""


def people_of(actor: Actor, wanted: dict[str, int | None]) -> dict[str, Member | None]:
    """Return the people of a team by role; Invalid when somebody cannot fill it."""
    today = clock.today(actor.zone)
    keys = [key for key in wanted.values() if key is not None]
    found = {m.pk: m for m in Member.objects.of(actor).filter(pk__in=keys)}
    people: dict[str, Member | None] = {}
    for role, key in wanted.items():
        member = found.get(key) if key is not None else None
        if key is not None and (member is None or (member.left_on and member.left_on <= today)):
            raise Invalid(f"{role}_id", _("Choose somebody who works here."))
        if role == "doctor" and member is not None and member.post != "doctor":
            raise Invalid("doctor_id", _("Choose a doctor."))
        people[role] = member
    return people
