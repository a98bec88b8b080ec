"""pay_order: the red lines, the money, and the way on."""

from dataclasses import replace
from datetime import date

import pytest

from hebe.access.actor import Grant
from hebe.architecture.cast import only
from hebe.billing.models import OrderLine
from hebe.billing.services import Wanted
from hebe.catalog.models import Product
from hebe.checkout.errors import StillToPay
from hebe.checkout.queries import orders_of_visit, visit_of, waiting
from hebe.checkout.services import bill_visit, pay_order, see_off, sell
from hebe.clinical.errors import WorkOpen
from hebe.clinical.models import Treatment
from hebe.compliance.errors import RedLine
from hebe.customers.models import Customer
from hebe.journal.models import Outbox
from hebe.journal.services import deliver_event
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, NotFound
from hebe.payments.models import Tender
from hebe.payments.services import reverse_tender

CASH = [("cash", 38_000, "")]


@pytest.fixture
def order(frontdesk, visit, facial):
    return bill_visit(frontdesk, visit_id=visit.pk, lines=[Wanted(facial.pk)])


def grow_young(customer, years):
    customer.birthday = date(clock.now().year - years, 1, 1)
    customer.save()


def deliver(group):
    for row in Outbox.objects.of(group).order_by("pk"):
        deliver_event(group_id=group.pk, event_id=row.pk)


def test_paying_settles_the_order(cashier, order):
    assert pay_order(cashier, order_id=order.pk, tenders=CASH).state == "paid"


def stage_of(visit):
    visit.refresh_from_db()
    return visit.stage


def test_the_paid_customer_goes_on_to_the_treatment(cashier, order, visit):
    pay_order(cashier, order_id=order.pk, tenders=[("cash", 8_000, "")])
    assert stage_of(visit) == "cashier"
    pay_order(cashier, order_id=order.pk, tenders=[("cash", 30_000, "")])
    assert stage_of(visit) == "treatment"


def test_who_bought_only_products_goes_on_to_after_care(cashier, frontdesk, visit, group):
    mask = Product.objects.of(group).create(
        group_id=group.pk, code="MASK", name="面膜", unit="盒", price_fen=19_800
    )
    order = bill_visit(frontdesk, visit_id=visit.pk, lines=[Wanted(product_id=mask.pk)])
    pay_order(cashier, order_id=order.pk, tenders=[("cash", 19_800, "")])
    assert stage_of(visit) == "aftercare"


def test_who_is_elsewhere_already_stays_there(cashier, frontdesk, arrive, facial):
    consulting = arrive(stage="consult")
    order = bill_visit(frontdesk, visit_id=consulting.pk, lines=[Wanted(facial.pk)])
    pay_order(cashier, order_id=order.pk, tenders=CASH)
    assert stage_of(consulting) == "consult"


def test_money_is_taken_even_by_who_may_not_move_visits(cashier, order, visit):
    few = only(cashier, "payments.take")
    assert pay_order(few, order_id=order.pk, tenders=CASH).state == "paid"
    assert stage_of(visit) == "cashier"


def test_money_is_taken_even_by_who_moves_her_own_alone(cashier, order, visit):
    own = replace(cashier, grants=cashier.grants | {"visits.move": Grant(own=True)})
    assert pay_order(own, order_id=order.pk, tenders=CASH).state == "paid"
    visit.refresh_from_db()
    assert visit.stage == "cashier"


def test_nobody_leaves_with_an_open_bill(cashier, frontdesk, order, visit):
    with pytest.raises(StillToPay):
        see_off(frontdesk, visit_id=visit.pk)
    pay_order(cashier, order_id=order.pk, tenders=CASH)
    assert see_off(frontdesk, visit_id=visit.pk).left_at is not None


def test_nobody_leaves_during_a_treatment(
    cashier, frontdesk, order, visit, group, jingan, dr_chen, facial
):
    pay_order(cashier, order_id=order.pk, tenders=CASH)
    line = OrderLine.objects.of(group).get(order=order)
    treatment = Treatment.objects.of(group).create(
        group_id=group.pk, visit=visit, store=jingan, customer=visit.customer, item=facial,
        line=line, performer=dr_chen, started_at=clock.now(), day=order.day,
    )  # fmt: skip
    with pytest.raises(WorkOpen):
        see_off(frontdesk, visit_id=visit.pk)
    treatment.state = "done"
    treatment.save()
    assert see_off(frontdesk, visit_id=visit.pk).stage == "left"


def test_only_the_floor_sees_people_off(rival, stranger, visit):
    with pytest.raises(Forbidden):
        see_off(stranger, visit_id=visit.pk)
    with pytest.raises(NotFound):
        see_off(rival, visit_id=visit.pk)
    assert stage_of(visit) == "cashier"


def test_a_minor_pays_with_her_guardian(cashier, order, qin_lan, group):
    grow_young(qin_lan, 16)
    with pytest.raises(RedLine) as refused:
        pay_order(cashier, order_id=order.pk, tenders=CASH)
    assert refused.value.rule_id == "MIN-03"
    assert Tender.objects.of(group).count() == 0
    paid = pay_order(cashier, order_id=order.pk, tenders=CASH, guardian_present=True)
    assert paid.state == "paid"


def test_a_small_child_never_pays(cashier, order, qin_lan):
    grow_young(qin_lan, 7)
    with pytest.raises(RedLine):
        pay_order(cashier, order_id=order.pk, tenders=CASH, guardian_present=True)


def test_spending_is_counted_once_and_taken_back(cashier, manager, order, qin_lan, group):
    pay_order(cashier, order_id=order.pk, tenders=CASH)
    deliver(group)
    deliver(group)
    assert Customer.objects.of(group).get(pk=qin_lan.pk).spent_fen == 38_000
    reverse_tender(manager, tender_id=Tender.objects.of(group).get().pk, reason="收错单")
    deliver(group)
    assert Customer.objects.of(group).get(pk=qin_lan.pk).spent_fen == 0


def test_the_till_shows_who_waits_longest_first(
    cashier, frontdesk, arrive, jingan, qin_lan, li_siyu, facial
):
    first = arrive()
    second = arrive(customer=li_siyu, booked=None, number=2)
    order = bill_visit(frontdesk, visit_id=second.pk, lines=[Wanted(facial.pk)])
    sell(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)])
    rows = waiting(cashier, store_id=jingan.pk)
    assert [(r.customer.name, r.visit and r.visit.pk, r.at_till) for r in rows] == [
        ("秦兰", first.pk, True),
        ("李思雨", second.pk, True),
        ("秦兰", None, False),
    ]
    assert rows[1].order == order
    assert visit_of(cashier, order) == second
    assert orders_of_visit(cashier, second.pk) == [order]


def test_the_till_asks_the_database_a_fixed_number_of_times(
    cashier, frontdesk, arrive, jingan, li_siyu, facial, django_assert_num_queries
):
    bill_visit(frontdesk, visit_id=arrive().pk, lines=[Wanted(facial.pk)])
    with django_assert_num_queries(3):
        waiting(cashier, store_id=jingan.pk)
    arrive(customer=li_siyu, number=2)
    for _again in range(3):
        sell(frontdesk, store_id=jingan.pk, customer_id=li_siyu.pk, lines=[Wanted(facial.pk)])
    with django_assert_num_queries(3):
        waiting(cashier, store_id=jingan.pk)


@pytest.mark.parametrize("role", ["consultant", "doctor", "nurse", "hr"])
def test_other_roles_take_no_money(actor_named, order, group, role):
    with pytest.raises(Forbidden):
        pay_order(actor_named(role), order_id=order.pk, tenders=CASH)
    assert Tender.objects.of(group).count() == 0


def test_the_rival_finds_no_order_and_an_empty_till(rival, order, jingan):
    with pytest.raises(NotFound):
        pay_order(rival, order_id=order.pk, tenders=CASH)
    assert waiting(rival, store_id=jingan.pk) == []
