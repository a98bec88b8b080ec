"""Acts on stores: their names, hours and what the licence says."""

from datetime import date, time
from typing import Any, TypedDict
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hebe.access import events
from hebe.access.actor import Actor, requires
from hebe.access.errors import NotYourStore
from hebe.access.telling import tell
from hebe.kernel.errors import Invalid, NotFound
from hebe.kernel.violations import refusing
from hebe.tenancy.models import Store
from hebe.tenancy.services import open_store

TAKEN = {
    "one_store_per_name": Invalid("name", _("Another store has this name.")),
    "one_store_per_code": Invalid("code", _("This code is taken.")),
}


class StoreFields(TypedDict, total=False):
    """What can be entered about a store; left out means unchanged."""

    name: str
    city: str
    address: str
    phone: str
    area_m2: int
    timezone: str
    opens_at: time
    closes_at: time
    institution: str
    licence_no: str
    licence_valid_to: date | None
    licensed_departments: list[str]
    consult_stage: bool
    accepts_minors: bool
    is_open: bool


FIELDS = tuple(StoreFields.__annotations__)


@requires("tenancy.stores")
def store_list(actor: Actor) -> QuerySet[Any]:
    """Return the stores that the right reaches, by key."""
    return (
        Store.objects.of(actor)
        .filter(actor.scope("tenancy.stores", store="pk"))
        .order_by("-is_open", "pk")
    )


def store_names(actor: Actor) -> dict[int, str]:
    """Return the names of the group's stores by key."""
    return dict(Store.objects.of(actor).values_list("pk", "name"))


@requires("tenancy.stores")
def get_store(actor: Actor, store_id: int) -> Store:
    """Return one store; NotFound outside the group, NotYourStore beyond one's reach."""
    store: Store | None = Store.objects.of(actor).filter(pk=store_id).first()
    if store is None:
        raise NotFound
    actor.check("tenancy.stores", store_id)
    return store


@requires("tenancy.stores")
@transaction.atomic
def update_store(actor: Actor, /, *, store_id: int, **fields: Any) -> Store:
    """Change what is known of a store (see `StoreFields`).

    Refuses names that another store has, hours that end before they start, and words
    outside the lists. The audit trail keeps what each field was before.
    """
    get_store(actor, store_id)
    store: Store = Store.objects.of(actor).locked().get(pk=store_id)
    before = {name: getattr(store, name) for name in FIELDS}
    _fill(store, fields)
    with refusing(TAKEN):
        store.save()
    changed = [name for name in FIELDS if getattr(store, name) != before[name]]
    if changed:
        tell(
            actor,
            events.StoreSaved(store.pk),
            subject=store,
            before={name: _plain(before[name]) for name in changed},
            after={name: _plain(getattr(store, name)) for name in changed},
        )
    return store


@requires("tenancy.stores")
@transaction.atomic
def create_store(actor: Actor, /, *, code: str, name: str, **fields: Any) -> Store:
    """Open one more store of the group; only who may edit every store does this."""
    if actor.grants["tenancy.stores"].stores is not None:
        raise NotYourStore("tenancy.stores")
    store = Store(group_id=actor.group_id, code=code.strip())
    _fill(store, {**fields, "name": name})
    facts = {key: getattr(store, key) for key in FIELDS if key != "name"}
    with refusing(TAKEN):
        made = open_store(actor, code=store.code, name=store.name, **facts)
    tell(actor, events.StoreSaved(made.pk), subject=made, after={"name": made.name})
    return made


def _fill(store: Store, fields: dict[str, Any]) -> None:
    """Set the fields, or raise Invalid with the first one that does not fit."""
    for name, value in fields.items():
        if name not in FIELDS:
            raise Invalid(name)
        setattr(store, name, value.strip() if isinstance(value, str) else value)
    try:
        store.clean_fields(exclude=["group"])
    except ValidationError as wrong:
        name, messages = next(iter(wrong.message_dict.items()))
        raise Invalid(name, " ".join(messages)) from wrong
    if store.timezone not in available_timezones():
        raise Invalid("timezone", _("There is no such time zone."))
    if store.closes_at <= store.opens_at:
        raise Invalid("closes_at", _("The store must close after it opens."))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value
