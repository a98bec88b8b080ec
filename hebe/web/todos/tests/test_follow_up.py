"""A follow-up in the drawer: what to ask, what she said, what follows from it."""

import pytest

from hebe.care.services import plan_follow_ups
from hebe.care.tests.conftest import steps, treated  # noqa: F401  (the same treatment)
from hebe.todos.models import Todo

HTMX = {"HX-Request": "true"}


@pytest.fixture
def asked(boss, steps, treated):  # noqa: F811
    steps[0].script = "疼不疼？"
    steps[0].save()
    return plan_follow_ups(boss, treatment_id=treated.pk)[0]


def test_it_stands_in_her_work_of_today_and_says_what_to_ask(client_of, asked):
    client = client_of("consultant")
    page = client.get("/").content.decode()
    assert f"/follow-ups/{asked.pk}/" in page
    drawer = client.get(f"/follow-ups/{asked.pk}/", headers=HTMX).content.decode()
    assert "疼不疼？" in drawer
    assert "秦兰" in drawer


def test_what_she_said_is_written_down(client_of, asked, group):
    client = client_of("consultant")
    body = {"recovery": "还很疼", "satisfaction": "2"}
    empty = client.post(f"/follow-ups/{asked.pk}/", {"recovery": ""}, headers=HTMX)
    assert empty.status_code == 422
    assert client.post(f"/follow-ups/{asked.pk}/", body, headers=HTMX).status_code == 204
    assert Todo.objects.of(group).get(pk=asked.todo_id).outcome == "还很疼"
    assert Todo.objects.of(group).filter(kind="call").count() == 1
    assert "还很疼" in client.get(f"/follow-ups/{asked.pk}/").content.decode()
    again = client.post(f"/follow-ups/{asked.pk}/", body, headers=HTMX)
    assert again.status_code == 422
    assert "已经完成" in again.content.decode()


def test_the_to_do_leads_to_it(client_of, asked):
    page = client_of("consultant").get(f"/todos/{asked.todo_id}/finish/", headers=HTMX)
    assert "疼不疼？" in page.content.decode()


def test_her_page_shows_it(client_of, asked):
    address = f"/customers/{asked.customer_id}/follow-ups/"
    assert asked.step.title in client_of("consultant").get(address).content.decode()


def test_who_may_not(client_of, asked):
    assert client_of("cashier").get(f"/follow-ups/{asked.pk}/").status_code == 403
    assert client_of("nurse").get(f"/follow-ups/{asked.pk}/").status_code == 404
    assert client_of("rival").get(f"/follow-ups/{asked.pk}/").status_code == 404


def test_the_customers_page_shows_her_follow_ups_and_leads_to_each(client_of, asked):
    client = client_of("consultant")
    panel = f"/customers/{asked.customer_id}/follow-ups/"
    assert (
        f'hx-get="{panel}"' in client.get(f"/customers/{asked.customer_id}/").content.decode()
    )
    shown = client.get(panel, headers=HTMX).content.decode()
    assert f'href="/follow-ups/{asked.pk}/"' in shown
    assert asked.step.title in shown


def test_a_follow_up_of_somebody_else_is_told_but_leads_nowhere(client_of, asked):
    shown = client_of("nurse").get(f"/customers/{asked.customer_id}/follow-ups/", headers=HTMX)
    assert asked.step.title in shown.content.decode()
    assert f"/follow-ups/{asked.pk}/" not in shown.content.decode()


def test_who_may_not_see_follow_ups_is_not_told_that_there_are_none(client_of, asked):
    shown = client_of("cashier").get(f"/customers/{asked.customer_id}/follow-ups/")
    assert asked.step.title not in shown.content.decode()
    assert "还没有回访" not in shown.content.decode()
