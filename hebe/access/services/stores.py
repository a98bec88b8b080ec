"""Acts on stores: their names, hours and what the licence says."""

from datetime import date, time
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access import events
from hebe.access.actor import Actor, requires
from hebe.access.queries import get_store
from hebe.access.telling import tell
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import marks, merged
from hebe.kernel.violations import refusing
from hebe.tenancy.choices import Department
from hebe.tenancy.models import Group, Store
from hebe.tenancy.services import open_store
from hebe.tenancy.words import speak_of_advisors_as

LONGEST_WORD = 20
TAKEN = {
    "one_store_per_name": Invalid("name", _("Another store has this name.")),
    "one_store_per_code": Invalid("code", _("This code is taken.")),
}
STAYS = {"id", "group", "code"}
FIELDS = tuple(f.name for f in Store._meta.concrete_fields if f.name not in STAYS)


@requires("tenancy.stores")
@transaction.atomic
def update_store(actor: Actor, /, *, store_id: int, seen: str = "", **fields: Any) -> Store:
    """Change what is known of a store (fields of `Store`, but not its code).

    A store that closes at or before the time it opens closes on the following day: 00:00 is
    midnight, twice 00:00 is never. Refuses names that another store has, and words
    outside the lists; `seen` are the `store_marks` that a form was opened with, and with them
    ChangedMeanwhile. The audit trail keeps what each field was before.
    """
    get_store(actor, store_id)
    store: Store = Store.objects.of(actor).locked().one(store_id)
    before = _said(store)
    _fill(store, merged(fields, before, seen))
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


@requires("tenancy.stores", whole=True)
@transaction.atomic
def create_store(actor: Actor, /, *, code: str, name: str, **fields: Any) -> Store:
    """Open one more store of the group; only who may edit every store does this."""
    store = Store(group_id=actor.group_id, code=code.strip())
    _fill(store, {**fields, "name": name})
    facts = {key: getattr(store, key) for key in FIELDS if key != "name"}
    with refusing(TAKEN):
        made = open_store(actor, code=store.code, name=store.name, **facts)
    tell(actor, events.StoreSaved(made.pk), subject=made, after={"name": made.name})
    return made


@requires("tenancy.stores", whole=True)
@transaction.atomic
def rename_advisors(actor: Actor, /, *, word: str) -> Group:
    """Call advisors by the group's own word, such as 体验师; empty is the common word (ORG-04).

    Only who may edit every store does this.
    """
    text = " ".join(word.split())
    if len(text) > LONGEST_WORD or "\x00" in text:
        raise Invalid("word", _("At most 20 characters."))
    group = Group.objects.select_for_update().get(pk=actor.group_id)
    before, group.advisor_label = group.advisor_label, text
    if before != text:
        group.save(update_fields=["advisor_label"])
        speak_of_advisors_as(text)
        told = events.AdvisorsRenamed(text)
        tell(actor, told, subject=group, before={"word": before}, after={"word": text})
    return group


def store_marks(store: Store) -> str:
    """Return the marks that a form opened now carries along for `update_store`."""
    return marks(_said(store))


def _said(store: Store) -> dict[str, Any]:
    return {name: getattr(store, name) for name in FIELDS}


def _fill(store: Store, fields: dict[str, Any]) -> None:
    """Set the fields, or raise Invalid with the first one that does not fit."""
    for name, value in fields.items():
        if name not in FIELDS:
            raise Invalid(name)
        setattr(store, name, value.strip() if isinstance(value, str) else value)
    if set(store.licensed_departments) - set(Department.values):  # Django trips over a "%" here
        raise Invalid("licensed_departments")
    try:
        store.clean_fields(exclude=["group"])
    except ValidationError as wrong:
        name, messages = next(iter(wrong.message_dict.items()))
        raise Invalid(name, " ".join(messages)) from wrong
    if store.timezone not in available_timezones():
        raise Invalid("timezone", _("There is no such time zone."))
    if store.closes_at == store.opens_at != time(0):
        raise Invalid("closes_at", _("A store that never closes has 00:00 for both times."))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value
