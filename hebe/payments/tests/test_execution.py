"""A treatment and the till at one order: nothing is carried out and called off at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from hebe.billing.errors import LineTreated
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import Wanted, cancel_order, execute_line, open_order
from hebe.payments.services import reverse_tender, take_payment
from hebe.tenancy.context import working_for

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_what_is_being_carried_out_is_not_called_off_meanwhile(
    group, frontdesk, cashier, manager, jingan, qin_lan, botox
):
    order = open_order(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )
    (tender,) = take_payment(cashier, order_id=order.pk, tenders=[("cash", 280_000, "")])
    line, begun, at_the_till = order.lines.get(), Event(), Event()

    def treat():
        try:
            with working_for(group.pk), transaction.atomic():
                execute_line(cashier, line_id=line.pk)
                begun.set()
                at_the_till.wait(0.5)
        finally:
            connection.close()

    def call_off():
        try:
            begun.wait()
            with working_for(group.pk):
                reverse_tender(manager, tender_id=tender.pk, reason="收错单")
            with working_for(group.pk):
                cancel_order(manager, order_id=order.pk, reason="改天")
        except LineTreated:
            return "treated"
        finally:
            at_the_till.set()
            connection.close()
        return "called off"

    with ThreadPoolExecutor(2) as pool:
        treated, told = pool.submit(treat), pool.submit(call_off)
        treated.result()
        assert told.result() == "treated"
    with working_for(group.pk):
        assert Order.objects.of(group).get().state == "open"
        assert OrderLine.objects.of(group).get().executed == 1
