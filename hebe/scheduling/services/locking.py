"""Find an appointment that the actor may act on, and lock it."""

from hebe.access.actor import Actor
from hebe.scheduling.models import Appointment


def locked_appointment(actor: Actor, appointment_id: int, permission: str) -> Appointment:
    """Return the appointment with all it refers to, locked until the transaction ends.

    Raises NotFound in another group, or when the right reaches only one's own and this is
    somebody else's; NotYourStore in another store.
    """
    rows = Appointment.objects.of(actor).to_act_on(actor, permission)
    people = ("store", "customer", "item", "doctor", "advisor", "room", "device")
    found: Appointment = rows.locked().select_related(*people).one(appointment_id)
    actor.check(permission, found.store_id)
    return found
