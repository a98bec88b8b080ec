"""Open and cancel orders."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.billing import rules
from hebe.billing.choices import State
from hebe.billing.errors import LineTreated, OrderHasPayments
from hebe.billing.events import OrderCancelled, OrderOpened, OrderStarted
from hebe.billing.models import Cancellation, Order, OrderLine
from hebe.billing.services.locking import open_order_locked, spoken
from hebe.billing.services.putting import Wanted, put
from hebe.billing.services.settling import retotal
from hebe.billing.services.withdrawing import withdraw_asked
from hebe.customers.models import Channel, Customer
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.kernel.money import yuan
from hebe.staff.models import Member
from hebe.staff.queries import first_at_work
from hebe.staff.rules import is_employed
from hebe.tenancy.models import Store, next_number


@requires("billing.order")
@transaction.atomic
def open_order(
    actor: Actor,
    *,
    store_id: int,
    customer_id: int,
    lines: Sequence[Wanted] = (),
    advisor_id: int | None = None,
    doctor_id: int | None = None,
    channel_id: int | None = None,
    visit_item_ids: Collection[int] | None = None,
) -> Order:
    """Make a bill and return it; its number runs per store and day of that store's time zone.

    Advisor, doctor and channel default to the customer's own; people who have left stand on no
    new order, and Invalid is raised for one who was named. `visit_item_ids` are the items
    she came for: what goes beyond them is marked as a second sale; None marks nothing.
    Refusals of the lines as in `add_line`.
    """
    actor.check("billing.order", store_id)
    store: Store = Store.objects.of(actor).one(store_id)
    customer: Customer = Customer.objects.of(actor).one(customer_id)
    if channel_id is not None:
        Channel.objects.of(actor).one(channel_id)
    day = clock.today(store.timezone)
    running = next_number(actor, f"order:{store.pk}:{day}")
    order = Order(
        group_id=actor.group_id,
        number=rules.order_number(store.code, day, running),
        store=store,
        customer=customer,
        advisor=_person(actor, "advisor_id", advisor_id, customer.advisor_id, day),
        doctor=_person(actor, "doctor_id", doctor_id, customer.doctor_id, day),
        channel_id=channel_id or customer.channel_id,
        came_for=None if visit_item_ids is None else list(visit_item_ids),
        day=day,
        created_by_id=actor.user_id,
    )
    order.save()
    sold = [line for wanted in lines for line in put(actor, order, Wanted(*wanted))]
    retotal(actor, order)
    _tell_opened(actor, order, [line.name for line in sold])
    return order


def _person(
    actor: Actor, field: str, named: int | None, default: int | None, day: date
) -> Member | None:
    """Return who was named, Invalid when she has left; else the default if still here."""
    if named is None:
        return first_at_work(actor, [default], day)
    member: Member = Member.objects.of(actor).one(named)
    if not is_employed(member.hired_on, member.left_on, day):
        raise Invalid(field, _("Choose somebody who works here."))
    return member


@requires("billing.cancel")
@transaction.atomic
def cancel_order(actor: Actor, *, order_id: int, reason: str) -> Order:
    """Call an unpaid order off, with a reason.

    Refuses OrderClosed, OrderHasPayments, and LineTreated once a piece was carried out.
    """
    order = open_order_locked(actor, order_id, "billing.cancel")
    if not reason.strip():
        raise Invalid("reason", _("Say why the order is cancelled."))
    if order.paid_fen:
        raise OrderHasPayments(number=order.number)
    treated = OrderLine.objects.of(actor).filter(order=order, executed__gt=0).first()
    if treated is not None:
        raise LineTreated(name=treated.name)
    lines = OrderLine.objects.of(actor).filter(order=order)
    withdraw_asked(actor, lines, _("The order was cancelled."))
    order.state = State.CANCELLED
    order.save(update_fields=["state"])
    Cancellation(
        group_id=actor.group_id,
        order=order,
        reason=reason.strip()[:200],
        who=actor.name,
        user_id=actor.user_id,
        at=clock.now(),
    ).save()
    told = OrderCancelled(
        order.pk,
        order.customer_id,
        order.store_id,
        order.number,
        reason.strip()[:200],
        order.total_fen,
    )
    publish(actor, told, subject=order)
    return order


def _tell_opened(actor: Actor, order: Order, names: Sequence[str]) -> None:
    if not names:
        started = OrderStarted(order.pk, order.store_id, order.number, order.customer_id)
        publish(actor, started, subject=order)
        return
    event = OrderOpened(
        order.pk,
        order.customer_id,
        order.store_id,
        order.number,
        spoken(names),
        f"¥{yuan(order.total_fen)}",
        order.total_fen,
    )
    publish(actor, event, subject=order)
