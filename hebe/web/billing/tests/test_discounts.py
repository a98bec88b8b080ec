"""A discount beyond one's limit, from the order's page to the manager and back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hebe.access.models import Role
from hebe.architecture.cast import member_of, user_of
from hebe.billing.models import DiscountLimit, OrderLine
from hebe.billing.services import Wanted, open_order
from hebe.todos.models import Todo

TYPED = {"quantity": "1", "price_fen": "300", "reason": "老客户"}


@pytest.fixture
def order(consultant, jingan, qin_lan, facial, group):
    member_of(group, jingan, "许雯", "manager", user=user_of(group, "manager", jingan))
    return open_order(
        consultant, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)]
    )


@pytest.fixture
def line(group, order):
    return OrderLine.objects.of(group).get(order=order)


@pytest.fixture
def decide(client_of, line, group):
    """Ask as the consultant; return the address where it is decided."""
    client_of("consultant").post(at("line", line.pk), TYPED)
    return reverse("todos:decide", args=[Todo.objects.of(group).get().pk])


def at(name, *keys):
    return reverse(f"billing:{name}", args=keys)


def said(response):
    return response.content.decode()


def test_it_is_asked_for_and_the_order_says_that_it_waits(client_of, order, line, decide):
    page = said(client_of("consultant").get(at("order", order.pk)))
    assert "优惠待审批" in page
    assert "查看或撤回" in page
    assert at("pay", order.pk) not in said(client_of("cashier").get(at("order", order.pk)))
    line.refresh_from_db()
    assert line.price_fen == 38_000


def test_the_manager_finds_it_first_in_her_day_and_approves(client_of, order, line, decide):
    manager = client_of("manager")
    day = said(manager.get("/"))
    assert "等您审批" in day
    assert decide in day
    assert "老客户" in said(manager.get(decide))
    assert manager.post(decide, {"answer": "approve"}).status_code == 302
    line.refresh_from_db()
    assert line.price_fen == 30_000
    assert "等您审批" not in said(manager.get("/"))
    assert at("pay", order.pk) in said(client_of("cashier").get(at("order", order.pk)))


def test_a_rejection_needs_a_word_and_nothing_typed_is_lost(client_of, line, decide, group):
    manager = client_of("manager")
    refused = manager.post(decide, {"answer": "reject", "reason": ""})
    assert refused.status_code == 422
    assert "请简单写明驳回原因" in said(refused)
    assert manager.post(decide, {"answer": "reject", "reason": "上月优惠过"}).status_code == 302
    assert "上月优惠过" in said(client_of("consultant").get(reverse("todos:notifications")))


def test_an_answer_that_is_none_rejects_nothing_by_itself(client_of, decide, group):
    assert client_of("manager").post(decide, {}).status_code == 422
    assert Todo.objects.of(group).get().state == "open"


def test_a_double_click_decides_once(client_of, decide):
    manager = client_of("manager")
    assert manager.post(decide, {"answer": "approve"}).status_code == 302
    again = manager.post(decide, {"answer": "approve"})
    assert again.status_code == 422
    assert "已经有结果了" in said(again)


def test_who_asked_sees_it_wait_and_withdraws_it(client_of, order, decide, group):
    client = client_of("consultant")
    assert "正在等审批" in said(client.get(decide))
    cancel = reverse("todos:cancel", args=[Todo.objects.of(group).get().pk])
    assert client.post(cancel, {"reason": "客户不要了"}).status_code == 302
    assert Todo.objects.of(group).get().state == "cancelled"
    assert "优惠待审批" not in said(client.get(at("order", order.pk)))


def test_a_colleague_without_the_right_does_not_see_it(client_of, decide):
    assert client_of("nurse").get(decide).status_code == 404


def test_a_higher_wish_is_not_the_managers_to_decide(client_of, line, group):
    client_of("consultant").post(at("line", line.pk), TYPED | {"price_fen": "100"})
    decide = reverse("todos:decide", args=[Todo.objects.of(group).get().pk])
    page = said(client_of("manager").get(decide))
    assert "由额度更高的人审批" in page
    assert 'value="approve"' not in page


def test_the_limits_are_set_on_one_page(client_of, group):
    role = Role.objects.of(group).get(code="consultant")
    gm = client_of("gm")
    assert "10 %" in said(gm.get(at("limits")))
    assert gm.post(at("limit", role.pk), {"percent": "101"}).status_code == 422
    assert gm.post(at("limit", role.pk), {"percent": "15"}).status_code == 302
    assert DiscountLimit.objects.of(group).get().percent == 15
    assert client_of("manager").get(at("limits")).status_code == 403


def test_many_requests_cost_the_day_no_more_queries(
    client_of, consultant, jingan, qin_lan, facial, group, decide
):
    from hebe.billing.services import ask_discount  # noqa: PLC0415

    manager = client_of("manager")
    manager.get("/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        manager.get("/")
    for _more in range(3):
        order = open_order(
            consultant, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)]
        )
        ask_discount(consultant, line_id=order.lines.get().pk, price_fen=30_000, reason="老客")
    with CaptureQueriesContext(connection) as four:
        manager.get("/")
    assert len(four) <= len(one)
