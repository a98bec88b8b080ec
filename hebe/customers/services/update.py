"""Change a customer's data, leaving a trace of what it was."""

from collections.abc import Mapping
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.details import (
    GUARDED,
    SEALED,
    Details,
    cleaned,
    name_key,
    number,
    refuse_unseen,
)
from hebe.customers.events import CustomerDataConfirmed, CustomerMarked, CustomerUpdated
from hebe.customers.models import Customer
from hebe.customers.rules import is_minor
from hebe.customers.services.index import index_rows
from hebe.customers.services.locking import locked
from hebe.customers.services.own_fields import fill_own, own_marks
from hebe.customers.services.referrers import check_referrer
from hebe.customers.services.saving import save_one
from hebe.customers.services.sharing import reach_by_shared, set_apart
from hebe.customers.services.team import team_of
from hebe.customers.sight import sees
from hebe.journal.publish import publish
from hebe.kernel import clock, phones
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import marks, merged


@requires("customers.edit")
@transaction.atomic
def update_customer(
    actor: Actor,
    *,
    customer_id: int,
    own: Mapping[int, str] | None = None,
    seen: str = "",
    shares_phone: bool = False,
    **changes: Unpack[Details],
) -> Customer:
    """Change what is given; the audit row holds before and after, sealed fields masked.

    `own` are the group's own fields by key; `seen` are the `marks_of` what a form was opened
    with; with `shares_phone` the mobile given is a relative's. Raises Invalid (so also for a
    referrer beyond reach who does not stand there yet), NotYourStore (a home store beyond
    reach), Forbidden (a field the actor may not see), PhoneTaken, and ChangedMeanwhile when
    somebody else changed the same field. Nothing changed
    means nothing is written.
    """
    customer = locked(actor, customer_id, "customers.edit")
    shared = _set_apart(actor, customer, changes) if shares_phone else ""
    if not shared and customer.phone and "phone" in changes:
        number("phone", changes["phone"])
    columns = cleaned(actor, changes)
    refuse_unseen(actor, customer, changes)
    columns = merged(columns, {name: getattr(customer, name) for name in columns}, seen)
    check_referrer(
        actor,
        columns.get("referrer_id"),
        standing=customer.referrer_id,
        herself=customer.pk,
    )
    _check_move(actor, customer, columns)
    _refuse_agelessness(customer, columns)
    before = {name: getattr(customer, name) for name in columns}
    changed = [name for name in columns if before[name] != columns[name]]
    own_before, own_after = fill_own(actor, customer, own or {}, seen)
    reach_by_shared(actor, customer, shared)
    if not changed and not own_after and not shared:
        return customer
    for name in changed:
        setattr(customer, name, columns[name])
    customer.name_key = name_key(customer.name)
    customer.updated_at = clock.now()
    save_one(actor, customer)
    index_rows(actor, [customer])
    publish(
        actor,
        CustomerUpdated(customer.pk, (*changed, *own_after)),
        subject=customer,
        before={name: _kept(name, before[name]) for name in changed} | own_before,
        after={name: _kept(name, columns[name]) for name in changed} | own_after,
    )
    return customer


def _set_apart(actor: Actor, customer: Customer, changes: Details) -> str:
    changes.setdefault("birthday", customer.birthday)
    changes.setdefault("guardian_phone", customer.guardian_phone)
    return set_apart(changes, clock.today(actor.zone))


def _check_move(actor: Actor, customer: Customer, columns: Mapping[str, Any]) -> None:
    """Raise NotYourStore when she would go to a store that the right does not reach."""
    store_id = columns.get("home_store_id", customer.home_store_id)
    if store_id != customer.home_store_id:
        actor.check("customers.edit", store_id)


def _refuse_agelessness(customer: Customer, columns: Mapping[str, Any]) -> None:
    """Raise Invalid when a minor would lose the birthday that the law asks for (MIN-01)."""
    today = clock.today(customer.home_store.timezone)
    if columns.get("birthday", today) is None and is_minor(customer.birthday, today):
        raise Invalid("birthday", _("She is under 18: correct her birthday, do not remove it."))


def marks_of(actor: Actor, customer: Customer) -> str:
    """Return the marks that a form opened now carries along for `update_customer`, `set_team`.

    A field that the actor may not see has none: equal marks would tell equal values.
    """
    hidden = {name for name in GUARDED if not sees(actor, customer, name)}
    names = Details.__annotations__.keys() - hidden
    columns = {name: getattr(customer, name) for name in sorted(names)}
    return marks(columns | team_of(customer) | own_marks(actor, customer))


def _kept(field: str, value: Any) -> Any:
    """Return what the audit may hold of a value: numbers masked, medical text not at all."""
    if field not in SEALED:
        return value.isoformat() if hasattr(value, "isoformat") else value
    if "phone" in field:
        return phones.mask(value) if value else ""
    return "***" if value else ""


@requires("customers.edit")
@transaction.atomic
def mark_key(actor: Actor, *, customer_id: int, is_key: bool) -> Customer:
    """Mark her as a key customer, or take the mark off (CUS-13)."""
    customer = locked(actor, customer_id, "customers.edit")
    if customer.is_key != is_key:
        customer.is_key = is_key
        customer.save(update_fields=["is_key"])
        index_rows(actor, [customer])
        publish(actor, CustomerMarked(customer.pk, is_key), subject=customer)
    return customer


@requires("customers.edit")
@transaction.atomic
def confirm_data(actor: Actor, *, customer_id: int) -> Customer:
    """Say that her data were gone through with her today (CUS-12)."""
    customer = locked(actor, customer_id, "customers.edit")
    customer.checked_at = clock.now()
    customer.save(update_fields=["checked_at"])
    publish(actor, CustomerDataConfirmed(customer.pk), subject=customer)
    return customer
