"""Where a customer's fields are judged: at her own store, and where she is now."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from hebe.access.actor import Actor
from hebe.access.fields import may_at, shown
from hebe.customers.guests import guests
from hebe.customers.models import Customer, Reception
from hebe.kernel import clock

FIELDS = ("see.customers.", "mask.customers.")
Places = frozenset[int]
NOWHERE: Places = frozenset()


def know_places(actor: Actor, customers: Iterable[Customer]) -> None:
    """Ask at once where these customers are now, beside their own stores.

    At most two queries, and none where every right about fields holds at their own stores.
    """
    afar = [c for c in customers if not hasattr(c, "is_also_at") and not _is_near(actor, c)]
    if not afar:
        return
    found = _here(actor, {customer.pk for customer in afar})
    for customer in afar:
        customer.is_also_at = found.get(customer.pk, NOWHERE)  # type: ignore[attr-defined]


def places(actor: Actor, customer: Customer, at: Iterable[int] = ()) -> Places:
    """Return the stores at which her fields are judged for this actor.

    `at` are stores that she came through: of the booking, the visit, the order. Without them
    it is asked where she is.
    """
    through = frozenset(at)
    if not through:
        know_places(actor, [customer])
    return through | {customer.home_store_id} | getattr(customer, "is_also_at", NOWHERE)


def sees(actor: Actor, customer: Customer, field: str) -> bool:
    """Say whether the actor sees a field of hers in full."""
    return may_at(actor, f"see.customers.{field}", places(actor, customer))


def show(
    actor: Actor,
    customer: Customer,
    field: str,
    value: str,
    mask: Callable[[str], str] | None = None,
    *,
    at: Iterable[int] = (),
) -> str | None:
    """Return what a field of hers says as this actor may see it; see `access.fields.shown`."""
    return shown(actor, f"customers.{field}", value, mask, at=places(actor, customer, at))


def _is_near(actor: Actor, customer: Customer) -> bool:
    """Say whether every right about fields that the actor holds counts at her own store."""
    home = customer.home_store_id
    return all(
        grant.stores is None or home in grant.stores
        for code, grant in actor.grants.items()
        if code.startswith(FIELDS)
    )


def _here(actor: Actor, keys: set[int]) -> dict[int, Places]:
    found: dict[int, Places] = defaultdict(frozenset)
    for rows in guests(actor, "customers.view"):
        for key, store in rows.filter(customer__in=keys).values_list("customer_id", "store_id"):
            found[key] |= {store}
    if actor.store_id is not None and actor.user_id is not None:
        received = Reception.objects.of(actor).filter(
            user_id=actor.user_id, until__gt=clock.now(), customer__in=keys
        )
        for key in received.values_list("customer_id", flat=True):
            found[key] |= {actor.store_id}
    return found
