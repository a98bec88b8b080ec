"""Reads about stores."""

from hebe.access.actor import Actor, requires
from hebe.tenancy.models import GroupQuerySet, Store


@requires("tenancy.stores")
def store_list(actor: Actor) -> GroupQuerySet:
    """Return the stores that the right reaches, by key."""
    return Store.objects.reached(actor, "tenancy.stores").order_by("-is_open", "pk")


def store_names(actor: Actor) -> dict[int, str]:
    """Return the names of the group's stores by key."""
    return dict(Store.objects.of(actor).values_list("pk", "name"))


@requires("tenancy.stores")
def get_store(actor: Actor, store_id: int) -> Store:
    """Return one store; NotFound outside the group, NotYourStore beyond one's reach."""
    store: Store = Store.objects.of(actor).one(store_id)
    actor.check("tenancy.stores", store_id)
    return store
