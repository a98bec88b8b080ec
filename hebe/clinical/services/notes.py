"""The advisor's consult note."""

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.clinical.events import ConsultNoted
from hebe.clinical.models import ConsultNote
from hebe.clinical.services.people import author_of, visit_for
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid


@requires("clinical.consult")
@transaction.atomic
def write_consult_note(
    actor: Actor,
    *,
    visit_id: int,
    wishes: str,
    concerns: str = "",
    budget: str = "",
    interest: str = "",
    said: str = "",
) -> ConsultNote:
    """Write down what she wishes and what was said; a diagnosis has no place here."""
    visit = visit_for(actor, visit_id, "clinical.consult")
    if not wishes.strip():
        raise Invalid("wishes")
    author = author_of(actor)
    note: ConsultNote = ConsultNote.objects.of(actor).create(
        group_id=actor.group_id, visit=visit, customer=visit.customer, author=author,
        wishes=wishes.strip(), concerns=concerns.strip(), budget=budget.strip(),
        interest=interest.strip(), said=said.strip(), at=clock.now(),
    )  # fmt: skip
    publish(
        actor,
        ConsultNoted(
            note.pk, visit.pk, visit.customer_id, visit.store_id, author.name, author.pk
        ),
        subject=note,
    )
    return note
