"""Rooms and devices: in each, one treatment at a time."""

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from hebe.clinical.choices import TreatmentState
from hebe.clinical.errors import PlaceTaken
from hebe.clinical.models import Treatment
from hebe.scheduling.models import Resource
from hebe.tenancy.models import Store


def in_use(store: Store) -> dict[int, Treatment]:
    """Return the treatments that run at a store, by the keys of their rooms and devices."""
    running = Treatment.objects.of(store).filter(store=store, state=TreatmentState.RUNNING)
    found: dict[int, Treatment] = {}
    for treatment in running.select_related("item", "performer"):
        keys = (treatment.room_id, treatment.device_id)
        found |= {key: treatment for key in keys if key is not None}
    return found


def taken(store: Store, place: Resource, by: Treatment | None) -> PlaceTaken:
    """Return the refusal that says who is in a room, or works with a device."""
    if by is None:
        return PlaceTaken(None, place=place.name)
    began = by.started_at.astimezone(ZoneInfo(store.timezone))
    return PlaceTaken(
        PlaceTaken.detailed, place=place.name, item=by.item.name,
        performer=by.performer.name, time=f"{began:%H:%M}",
    )  # fmt: skip


def refusals(store: Store, **places: Resource | None) -> dict[str, Callable[[], PlaceTaken]]:
    """Return, by the constraint that each would break, why a room or device is refused."""
    return {
        f"one_treatment_per_{name}": partial(_refusal, store, place)
        for name, place in places.items()
        if place is not None
    }


def _refusal(store: Store, place: Resource) -> PlaceTaken:
    return taken(store, place, in_use(store).get(place.pk))
