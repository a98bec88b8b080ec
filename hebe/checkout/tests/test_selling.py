"""bill_visit, sell, add_to_order: from the signed plan, within the red lines."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from hebe.access.actor import Grant
from hebe.access.errors import NotYourStore
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import Wanted, cancel_order
from hebe.catalog.models import Item
from hebe.catalog.services import Piece, create_bundle
from hebe.checkout.errors import NoSignedPlan, VisitHasOpenOrder, VisitOver
from hebe.checkout.models import VisitOrder
from hebe.checkout.services import add_to_order, bill_visit, pay_order, sell
from hebe.checkout.tests.conftest import planned_row
from hebe.clinical.models import RecordVersion
from hebe.compliance.errors import RedLine, RedLineWarning
from hebe.compliance.models import Finding
from hebe.compliance.services import set_rule, set_rule_parameter
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, NotFound
from hebe.tenancy.models import Store
from hebe.visits.models import Visit


def orders(group):
    return Order.objects.of(group).count(), VisitOrder.objects.of(group).count()


def test_the_bill_follows_the_signed_plan(frontdesk, visit, sign, botox, laser, group):
    sign(visit, planned_row(botox), planned_row(laser, 3))
    order = bill_visit(frontdesk, visit_id=visit.pk)
    lines = OrderLine.objects.of(group).filter(order=order).order_by("pk")
    assert [(x.name, x.quantity, x.is_second_sale) for x in lines] == [
        ("肉毒毒素·除皱", 1, False),
        ("皮秒祛斑", 3, True),
    ]
    assert (order.total_fen, order.advisor_id, order.doctor_id) == (
        874_000, visit.advisor_id, visit.doctor_id,
    )  # fmt: skip
    assert VisitOrder.objects.of(group).get().visit_id == visit.pk


def test_an_advisor_who_left_meanwhile_is_not_on_the_bill(
    frontdesk, visit, sign, botox, zhou_ke, dr_chen
):
    sign(visit, planned_row(botox))
    zhou_ke.left_on = clock.today("Asia/Shanghai") - timedelta(days=1)
    zhou_ke.save()
    order = bill_visit(frontdesk, visit_id=visit.pk)
    assert (order.advisor, order.doctor) == (None, dr_chen)


def test_without_a_signed_plan_there_is_nothing_to_bill(frontdesk, visit, group):
    with pytest.raises(NoSignedPlan):
        bill_visit(frontdesk, visit_id=visit.pk)
    assert orders(group) == (0, 0)


def test_what_went_off_the_shelf_is_left_out(frontdesk, visit, sign, botox, laser, group):
    sign(visit, planned_row(botox), planned_row(laser))
    Item.objects.of(group).filter(pk=laser.pk).update(is_active=False)
    assert bill_visit(frontdesk, visit_id=visit.pk).total_fen == 280_000


def test_a_visit_has_one_unpaid_bill(frontdesk, visit, sign, botox, group):
    sign(visit, planned_row(botox))
    order = bill_visit(frontdesk, visit_id=visit.pk)
    with pytest.raises(VisitHasOpenOrder) as refused:
        bill_visit(frontdesk, visit_id=visit.pk)
    assert order.number in str(refused.value)
    assert orders(group) == (1, 1)


def test_who_has_left_is_not_billed(frontdesk, arrive, group):
    gone = arrive(left_at=clock.now())
    with pytest.raises(VisitOver):
        bill_visit(frontdesk, visit_id=gone.pk)


def test_medical_items_without_a_face_consult_need_a_reason(frontdesk, visit, botox, group):
    with pytest.raises(RedLineWarning) as refused:
        bill_visit(frontdesk, visit_id=visit.pk, lines=[Wanted(botox.pk)])
    assert refused.value.rule_id == "PRC-09"
    assert orders(group) == (0, 0)
    bill_visit(frontdesk, visit_id=visit.pk, lines=[Wanted(botox.pk)], reason="先付定金")
    kept = Finding.objects.of(group).get()
    assert (kept.rule, kept.reason, kept.who) == ("PRC-09", "先付定金", frontdesk.name)


def test_major_surgery_is_not_sold_unseen_even_where_the_group_relaxed_the_rest(
    boss, director, visit, surgery_item, jingan, group
):
    """PRE-04 is the law's, PRC-09 at a sale the group's."""
    Store.objects.of(group).filter(pk=jingan.pk).update(institution="outpatient_with_anes")
    Item.objects.of(group).filter(pk=surgery_item.pk).update(level=2)
    set_rule(director, rule="PRC-09", severity="off", reason="先收预约金")
    with pytest.raises(RedLineWarning) as refused:
        bill_visit(boss, visit_id=visit.pk, lines=[Wanted(surgery_item.pk)])
    assert refused.value.rule_ids == ["PRE-04"]
    assert orders(group) == (0, 0)
    bill_visit(boss, visit_id=visit.pk, lines=[Wanted(surgery_item.pk)], reason="定金可退")
    assert Finding.objects.of(group).get().facts == {"level": 2, "consulted_on": None}


def test_a_store_may_want_a_fresher_face_consult(
    frontdesk, director, visit, sign, botox, jingan, qin_lan
):
    sign(visit, planned_row(botox))
    set_rule_parameter(
        director, rule="PRC-09", name="consult_valid_days", value=14, store_id=jingan.pk
    )
    facts = {"store_id": jingan.pk, "customer_id": qin_lan.pk, "lines": [Wanted(botox.pk)]}
    with (
        time_machine.travel(clock.now() + timedelta(days=15)),
        pytest.raises(RedLineWarning, match="14"),
    ):
        sell(frontdesk, **facts)


def test_a_face_consult_counts_for_thirty_days(frontdesk, visit, sign, botox, jingan, qin_lan):
    sign(visit, planned_row(botox))
    late = clock.now() + timedelta(days=31)
    facts = {"store_id": jingan.pk, "customer_id": qin_lan.pk, "lines": [Wanted(botox.pk)]}
    sell(frontdesk, **facts)
    with time_machine.travel(late), pytest.raises(RedLineWarning):
        sell(frontdesk, **facts)


def test_an_amendment_examines_nobody_anew(
    frontdesk, visit, sign, botox, jingan, qin_lan, group, dr_chen
):
    Visit.objects.of(group).update(day=clock.today("Asia/Shanghai") - timedelta(days=31))
    first = sign(visit, planned_row(botox))
    RecordVersion.objects.of(group).create(
        group_id=group.pk, record=first.record, number=2, content="{}", plan=first.plan,
        reason="补正", signed_by=dr_chen, signed_at=clock.now(), digest="1" * 64,
    )  # fmt: skip
    with pytest.raises(RedLineWarning) as told:
        sell(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)])
    assert told.value.rule_id == "PRC-09"


def test_care_needs_no_doctor(frontdesk, jingan, qin_lan, facial):
    order = sell(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)]
    )
    assert order.total_fen == 38_000


def test_what_the_store_is_not_licensed_for_is_not_sold(
    admin, visit, sign, xuhui, qin_lan, surgery_item, group
):
    sign(visit, planned_row(surgery_item))
    with pytest.raises(RedLine) as refused:
        sell(admin, store_id=xuhui.pk, customer_id=qin_lan.pk, lines=[Wanted(surgery_item.pk)])
    assert refused.value.rule_id == "LIC-02"
    assert orders(group) == (0, 0)


def test_a_minor_is_not_sold_medical_items(frontdesk, visit, sign, botox, qin_lan, group):
    sign(visit, planned_row(botox))
    qin_lan.birthday = date(clock.now().year - 16, 1, 1)
    qin_lan.save()
    with pytest.raises(RedLine) as refused:
        bill_visit(frontdesk, visit_id=visit.pk)
    assert refused.value.rule_id == "MIN-01"
    assert orders(group) == (0, 0)


def test_more_is_added_within_the_red_lines(frontdesk, visit, facial, laser):
    order = bill_visit(frontdesk, visit_id=visit.pk, lines=[Wanted(facial.pk)])
    with pytest.raises(RedLineWarning):
        add_to_order(frontdesk, order_id=order.pk, wanted=Wanted(laser.pk))
    (line,) = add_to_order(
        frontdesk, order_id=order.pk, wanted=Wanted(laser.pk), reason="医生在场口头同意"
    )
    assert line.is_second_sale
    order.refresh_from_db()
    assert order.total_fen == 236_000


def test_a_bundle_is_refused_as_a_whole_by_the_red_line_of_one_piece(
    frontdesk, visit, facial, glow, group
):
    order = bill_visit(frontdesk, visit_id=visit.pk, lines=[Wanted(facial.pk)])
    wanted = Wanted(bundle_id=glow.pk)
    with pytest.raises(RedLineWarning):
        add_to_order(frontdesk, order_id=order.pk, wanted=wanted)
    order.refresh_from_db()
    assert order.total_fen == 38_000
    add_to_order(frontdesk, order_id=order.pk, wanted=wanted, reason="医生在场口头同意")
    order.refresh_from_db()
    assert order.total_fen == 388_000


def test_a_bundle_with_surgery_is_not_sold_where_there_is_no_licence(
    admin, xuhui, qin_lan, facial, surgery_item, group
):
    pieces = [Piece(facial.pk), Piece(surgery_item.pk)]
    bundle = create_bundle(admin, name="美眼套餐", price_fen=900_000, lines=pieces)
    lines = [Wanted(bundle_id=bundle.pk)]
    with pytest.raises(RedLine) as refused:
        sell(admin, store_id=xuhui.pk, customer_id=qin_lan.pk, lines=lines)
    assert refused.value.rule_id == "LIC-02"
    assert orders(group) == (0, 0)


@pytest.mark.parametrize("role", ["nurse", "hr", "callcenter", "finance"])
def test_other_roles_do_not_bill(actor_named, visit, facial, group, role):
    with pytest.raises(Forbidden):
        bill_visit(actor_named(role), visit_id=visit.pk, lines=[Wanted(facial.pk)])
    assert orders(group) == (0, 0)


def test_nobody_sells_for_another_store(frontdesk, xuhui, qin_lan, facial, group):
    with pytest.raises(NotYourStore):
        sell(frontdesk, store_id=xuhui.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)])
    assert orders(group) == (0, 0)


def test_the_rival_finds_neither_visit_nor_customer(rival, visit, jingan, qin_lan, facial):
    with pytest.raises(NotFound):
        bill_visit(rival, visit_id=visit.pk, lines=[Wanted(facial.pk)])
    with pytest.raises(NotFound):
        sell(rival, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)])


def test_what_the_plan_asked_for_is_billed_once(cashier, visit, sign, botox, laser, group):
    sign(visit, planned_row(botox), planned_row(laser, 3))
    first = bill_visit(cashier, visit_id=visit.pk, lines=[Wanted(botox.pk), Wanted(laser.pk)])
    pay_order(cashier, order_id=first.pk, tenders=[("cash", first.total_fen, "")])
    rest = bill_visit(cashier, visit_id=visit.pk)
    assert [(x.name, x.quantity) for x in rest.lines.all()] == [("皮秒祛斑", 2)]
    pay_order(cashier, order_id=rest.pk, tenders=[("cash", rest.total_fen, "")])
    with pytest.raises(NoSignedPlan):
        bill_visit(cashier, visit_id=visit.pk)
    assert orders(group) == (2, 2)


def test_a_bill_that_was_called_off_is_made_again(cashier, visit, sign, botox, group):
    sign(visit, planned_row(botox))
    cancel_order(cashier, order_id=bill_visit(cashier, visit_id=visit.pk).pk, reason="改天")
    assert bill_visit(cashier, visit_id=visit.pk).total_fen == 280_000


def test_whose_right_reaches_her_own_alone_bills_no_others(advisor, visit, facial, group):
    own = replace(advisor, grants={"billing.order": Grant(own=True)})
    with pytest.raises(NotFound):
        bill_visit(own, visit_id=visit.pk, lines=[Wanted(facial.pk)])
    assert orders(group) == (0, 0)
