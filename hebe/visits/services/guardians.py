"""Acts about who comes along with somebody under age."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.rules import is_minor
from hebe.journal.publish import publish
from hebe.kernel import clock, identity
from hebe.kernel.errors import Invalid
from hebe.visits.choices import Proof, Relation
from hebe.visits.events import GuardianCame
from hebe.visits.models import Guardian, Visit
from hebe.visits.services.stages import locked_visit

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Papers:
    """What a guardian shows: who she is, by which document, and what proves the kinship."""

    name: str
    relation: str
    identity_no: str
    proof: str


@requires("visits.arrive")
@transaction.atomic
def confirm_guardian(actor: Actor, *, visit_id: int, guardian: Papers) -> Visit:
    """Note that a minor's guardian has come, and what she showed (MIN-01).

    Said again, the newer papers count. Raises AlreadyLeft, and Invalid for papers that are
    not whole.
    """
    visit = locked_visit(actor, visit_id, "visits.arrive")
    keep_guardian(actor, visit, guardian)
    visit.guardian_present, visit.version = True, visit.version + 1
    visit.save(update_fields=["guardian_present", "version"])
    publish(
        actor,
        GuardianCame(visit.pk, visit.customer_id, visit.store_id),
        subject=visit,
        after={"relation": guardian.relation, "proof": guardian.proof},
    )
    return visit


def keep_guardian(actor: Actor, visit: Visit, papers: Papers) -> Guardian:
    """Keep with a visit what a guardian showed; a part of the act that notes her presence."""
    kept: Guardian
    whole = _whole(papers, on=clock.today(visit.store.timezone))
    kept, _is_new = Guardian.objects.of(actor).update_or_create(
        group_id=actor.group_id, visit=visit, defaults=whole | {"at": clock.now()}
    )
    return kept


def _whole(papers: Papers, *, on: date) -> dict[str, str]:
    name, number = papers.name.strip(), identity.canonical(papers.identity_no)
    if not 0 < len(name) <= LONGEST_NAME:
        raise Invalid("name", _("Enter the guardian's name."))
    if papers.relation not in Relation.values:
        raise Invalid("relation", _("Choose how the guardian is related to her."))
    if number is None:
        raise Invalid("identity_no", _("Enter the whole number of the guardian's document."))
    if is_minor(identity.born_on(number), on):
        raise Invalid("identity_no", _("By this number the guardian is under age herself."))
    if papers.proof not in Proof.values:
        raise Invalid("proof", _("Choose what proves that she is her guardian."))
    return {
        "name": name,
        "relation": papers.relation,
        "identity_no": number,
        "proof": papers.proof,
    }
