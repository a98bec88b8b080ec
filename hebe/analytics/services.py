"""Acts on the numbers' definitions."""

from datetime import date

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.analytics.events import WeightsSet
from hebe.analytics.models import UnitWeights
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid

MOST = 10_000


@requires("analytics.weights")
@transaction.atomic
def set_weights(
    actor: Actor, *, valid_from: date, deal: int, consult: int, treatment: int
) -> UnitWeights:
    """Weigh deals, consults and treatments (hundredths, 0 to 10000) from a day on."""
    for name, weight in (("deal", deal), ("consult", consult), ("treatment", treatment)):
        if not 0 <= weight <= MOST:
            raise Invalid(name)
    row, _made = UnitWeights.objects.of(actor).update_or_create(
        group_id=actor.group_id,
        valid_from=valid_from,
        defaults={"deal": deal, "consult": consult, "treatment": treatment},
    )
    publish(actor, WeightsSet(valid_from, deal, consult, treatment), subject=row)
    result: UnitWeights = row
    return result
