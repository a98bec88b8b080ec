"""Take money for an order, and take a mistaken payment back."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.billing.choices import State
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import locked_order, record_paid
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound
from hebe.kernel.money import yuan
from hebe.kernel.violations import refusing
from hebe.payments import rules
from hebe.payments.choices import NEEDS_REFERENCE, Method
from hebe.payments.errors import (
    AlreadyPaid,
    AlreadyReversed,
    NothingToPay,
    OrderCalledOff,
    Overpaid,
    ReferenceMissing,
    ReferenceUsed,
    TooLateToReverse,
)
from hebe.payments.events import PartPaid, PaymentTaken, TenderReversed
from hebe.payments.models import TakenReference, Tender
from hebe.payments.rules import Paying
from hebe.tenancy.models import Store


@requires("payments.take")
@transaction.atomic
def take_payment(
    actor: Actor, *, order_id: int, tenders: Iterable[Sequence[object]]
) -> list[Tender]:
    """Record what was received, as (method, amount in fen, reference); return the tenders.

    The order becomes paid when nothing is due any more; an order that costs nothing is
    settled without tenders. Refuses AlreadyPaid, OrderCalledOff, NothingToPay, Overpaid (it
    names the excess), ReferenceMissing and ReferenceUsed; then nothing at all is recorded.
    """
    order = locked_order(actor, order_id, "payments.take")
    paying = rules.tidy(tenders, keeps=NEEDS_REFERENCE)
    _check_payable(actor, order)
    _check_paying(paying, order.due_fen)
    taken = [_receive(actor, order, row) for row in paying]
    record_paid(actor, order=order, amount_fen=sum(row.amount_fen for row in paying))
    _tell_taken(actor, order, paying)
    return taken


@requires("payments.reverse")
@transaction.atomic
def reverse_tender(actor: Actor, *, tender_id: int, reason: str) -> Tender:
    """Take a mistaken payment of today back by a negative row; the order opens again.

    Refuses AlreadyReversed, TooLateToReverse and a missing reason. Its reference is free again.
    """
    tender = _found(actor, tender_id)
    order = locked_order(actor, tender.order_id, "payments.reverse")
    store: Store = order.store
    if tender.day != clock.today(store.timezone):
        raise TooLateToReverse(day=tender.day.isoformat())
    if not reason.strip():
        raise Invalid("reason", _("Say why the payment is reversed."))
    back = _row(actor, order, tender.method, -tender.amount_fen, tender.reference)
    back.reverses, back.reason = tender, reason.strip()[:200]
    with refusing({"payments_tender_reverses_id_key": AlreadyReversed()}):
        back.save()
    TakenReference.objects.of(actor).filter(tender=tender).delete()
    record_paid(actor, order=order, amount_fen=back.amount_fen)
    told = TenderReversed(
        order.pk,
        order.customer_id,
        order.store_id,
        tender.pk,
        order.number,
        f"¥{yuan(tender.amount_fen)}",
        back.reason,
        tender.amount_fen,
        tender.method,
    )
    publish(actor, told, subject=back)
    return back


def _found(actor: Actor, tender_id: int) -> Tender:
    tender: Tender = Tender.objects.of(actor).one(tender_id)
    if tender.amount_fen < 0:
        raise NotFound
    return tender


def _check_payable(actor: Actor, order: Order) -> None:
    if order.state == State.CANCELLED:
        raise OrderCalledOff(number=order.number)
    if order.state == State.PAID:
        raise AlreadyPaid(number=order.number)
    if not OrderLine.objects.of(actor).filter(order=order).exists():
        raise NothingToPay(number=order.number)


def _check_paying(paying: Sequence[Paying], due_fen: int) -> None:
    if due_fen and not paying:
        raise Invalid("tenders", _("Enter how the customer pays."))
    for row in paying:
        if row.method not in Method.values:
            raise Invalid("method", _("Choose how the customer pays."))
        if row.amount_fen <= 0:
            raise Invalid("amount_fen", _("Enter an amount above zero."))
        if row.method in NEEDS_REFERENCE and not row.reference:
            raise ReferenceMissing(method=Method(row.method).label)
        if len(row.reference) > 64:
            raise Invalid("reference", _("A reference has at most 64 characters."))
    if excess_fen := rules.excess(paying, due_fen):
        raise Overpaid(excess=yuan(excess_fen), due=yuan(due_fen))


def _receive(actor: Actor, order: Order, row: Paying) -> Tender:
    tender = _row(actor, order, row.method, row.amount_fen, row.reference)
    tender.save()
    if row.reference:
        taken = TakenReference(
            group_id=actor.group_id, method=row.method, reference=row.reference, tender=tender
        )
        with refusing({"one_tender_per_reference": ReferenceUsed()}):
            taken.save()
    return tender


def _row(actor: Actor, order: Order, method: str, amount_fen: int, reference: str) -> Tender:
    store: Store = order.store
    return Tender(
        group_id=actor.group_id,
        order=order,
        store=store,
        method=method,
        amount_fen=amount_fen,
        reference=reference,
        received_at=clock.now(),
        day=clock.today(store.timezone),
        received_by_id=actor.user_id,
        received_by=actor.name,
    )


def _tell_taken(actor: Actor, order: Order, paying: Sequence[Paying]) -> None:
    amount_fen = sum(row.amount_fen for row in paying)
    methods = " ".join(dict.fromkeys(row.method for row in paying))
    told = PaymentTaken(
        order.pk,
        order.store_id,
        order.number,
        methods,
        amount_fen,
        order.due_fen,
        order.customer_id,
    )
    publish(actor, told, subject=order)
    if order.due_fen:
        part = PartPaid(
            order.pk,
            order.customer_id,
            order.store_id,
            order.number,
            f"¥{yuan(amount_fen)}",
            f"¥{yuan(order.due_fen)}",
            amount_fen,
            order.due_fen,
        )
        publish(actor, part, subject=order)
