"""How long stages should take at a store."""

from collections.abc import Mapping

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import marks, merged
from hebe.tenancy.models import Store
from hebe.visits.choices import STANDARD_MINUTES, Stage
from hebe.visits.events import StandardSet
from hebe.visits.models import StageStandard
from hebe.visits.queries import standards_of

MOST_MINUTES = 480


def standard_of(actor: Actor, store_id: int, stage: str) -> int:
    """Return how many minutes a stage should take at a store."""
    own = StageStandard.objects.of(actor).filter(store_id=store_id, stage=stage).first()
    return int(own.minutes) if own else STANDARD_MINUTES[Stage(stage)]


def standard_marks(actor: Actor, store: Store) -> str:
    """Return the marks that a form opened now carries along for `set_standards`."""
    return marks(standards_of(actor, store))


@requires("visits.standards")
@transaction.atomic
def set_standards(
    actor: Actor, *, store_id: int, minutes: Mapping[str, int], seen: str = ""
) -> dict[str, int]:
    """Set how many minutes (1 to 480) stages should take at a store from now on; return all.

    `seen` are the `standard_marks` that a form was opened with: ChangedMeanwhile when somebody
    else changed the same stage since.
    """
    actor.check("visits.standards", store_id)
    store: Store = Store.objects.of(actor).locked().one(store_id)
    for stage, wanted in minutes.items():
        if stage not in Stage.values or not 1 <= wanted <= MOST_MINUTES:
            raise Invalid(stage)
    before = standards_of(actor, store)
    for stage, wanted in merged(minutes, before, seen).items():
        if wanted != before[stage]:
            _set(actor, store, stage, before[stage], wanted)
    return standards_of(actor, store)


def _set(actor: Actor, store: Store, stage: str, before: int, minutes: int) -> None:
    standard, _made = StageStandard.objects.of(actor).update_or_create(
        group_id=actor.group_id, store=store, stage=stage, defaults={"minutes": minutes}
    )
    told = StandardSet(store.pk, stage, minutes)
    publish(actor, told, subject=standard, before={stage: before}, after={stage: minutes})
