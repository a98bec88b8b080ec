"""Take up, put back, call off, stand in, and late work, through their addresses."""

import pytest
from django.urls import reverse

from hebe.architecture.cast import member_of, user_of
from hebe.kernel import clock
from hebe.todos.models import EscalationStep, Substitute, Todo
from hebe.todos.services import create_todo


@pytest.fixture
def todo(boss, jingan, group):
    member_of(group, jingan, "唐悦", "cashier", user=user_of(group, "cashier", jingan))
    return create_todo(
        boss, store_id=jingan.pk, title="核对平台验券", due_at=clock.now(), source="t",
        for_post="cashier",
    )  # fmt: skip


def at(name, *keys):
    return reverse(f"todos:{name}", args=keys)


def said(response):
    return response.content.decode()


def test_who_has_the_post_takes_it_and_puts_it_back(client_of, todo, group):
    client = client_of("cashier")
    assert "核对平台验券" in said(client.get("/"))
    assert "还没有人 · 收银" in said(client.get(at("list")))
    assert "我来接手" in said(client.get(at("finish", todo.pk)))
    client.post(at("claim", todo.pk))
    assert Todo.objects.of(group).get().owner.name == "唐悦"
    assert "放回去" in said(client.get(at("finish", todo.pk)))
    client.post(at("give_back", todo.pk))
    assert Todo.objects.of(group).get().owner is None


def test_it_is_called_off_with_a_reason_that_stays(client_of, todo, group):
    client = client_of("manager")
    assert client.post(at("cancel", todo.pk), {"reason": ""}).status_code == 422
    assert client.post(at("cancel", todo.pk), {"reason": "平台已下线"}).status_code == 302
    assert "平台已下线" in said(client.get(at("finish", todo.pk)))


def test_a_substitute_is_named_for_oneself_and_ended(client_of, todo, jiang, group):
    client, day = client_of("frontdesk"), str(clock.today("Asia/Shanghai"))
    who = member_of(
        group, todo.store, "方晴", "nurse", user=user_of(group, "nurse", todo.store)
    )
    typed = {"substitute_id": who.pk, "starts_on": day, "ends_on": day}
    assert client.post(at("name_substitute"), typed | {"ends_on": "x"}).status_code == 422
    assert client.post(at("name_substitute"), typed).status_code == 302
    assert "方晴代江雨桐" in said(client.get(at("substitutes")))
    again = client.post(at("name_substitute"), typed)
    assert again.status_code == 422
    assert "已经有代班人了" in said(again)
    client.post(at("end_substitute", Substitute.objects.of(group).get().pk))
    assert "目前没有人代班" in said(client.get(at("substitutes")))


def test_whose_work_it_is_stands_beside_it(client_of, boss, jingan, jiang, nurse_fang, group):
    create_todo(
        boss, store_id=jingan.pk, title="确认预约", due_at=clock.now(), source="a",
        owner_id=jiang.pk,
    )  # fmt: skip
    today = clock.today("Asia/Shanghai")
    Substitute.objects.of(group).create(
        group_id=group.pk, member=jiang, substitute=nurse_fang, starts_on=today, ends_on=today
    )
    assert "代江雨桐" in said(client_of("nurse").get("/"))


def test_late_work_is_set_on_one_page(client_of, group):
    client = client_of("gm")
    typed = {"kind": "task", "position": "2", "after_minutes": "60", "to": "post",
             "post": "", "repeat_minutes": "0", "times": "1"}  # fmt: skip
    assert client.post(at("escalation_step"), typed).status_code == 422
    assert client.post(at("escalation_step"), typed | {"post": "manager"}).status_code == 302
    assert "到期后 60 分钟" in said(client.get(at("escalation")))
    client.post(at("stop_escalation"), {"kind": "task", "position": "2"})
    assert EscalationStep.objects.of(group).filter(is_active=True).count() == 1
    assert client.post(at("stop_escalation"), {"kind": "x", "position": "y"}).status_code == 404
    assert client_of("manager").get(at("escalation")).status_code == 403
