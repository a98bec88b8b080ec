"""Recent events and failed reactions on their screens."""

import pytest

from hebe.customers.services import create_tag, tag_customer
from hebe.journal.choices import State
from hebe.journal.models import Delivery, Outbox

pytestmark = pytest.mark.django_db
FAILED = "/events/failed/"


@pytest.fixture
def client(client_of):
    return client_of("admin")


@pytest.fixture
def tagged(boss, qin_lan):
    tag = create_tag(boss, name="怕疼")
    tag_customer(boss, customer_id=qin_lan.pk, tag_id=tag.pk)
    return Outbox.objects.of(boss).get(name="CustomerTagged")


@pytest.fixture
def resting(boss, tagged):
    rows = Delivery.objects.of(boss).filter(event=tagged)
    rows.update(state=State.RESTING, attempts=6, last_error="RuntimeError (hebe/x.py:1)")
    return rows.get()


def page(client, address):
    reply = client.get(address)
    assert reply.status_code == 200
    return reply.content.decode()


def state(row):
    return Delivery.objects.of(row).get(pk=row.pk).state


def test_an_event_is_shown_in_words_with_the_way_to_whom_it_is_about(client, tagged, qin_lan):
    shown = page(client, "/events/")
    assert "添加标签" in shown
    assert f'href="/customers/{qin_lan.pk}/"' in shown
    assert "计入当日统计 · 待处理" in shown


def test_events_are_found_by_what_became_of_them(client, resting):
    assert "计入当日统计" in page(client, "/events/?state=resting")
    assert "计入当日统计" not in page(client, "/events/?state=done")


def test_one_event_shows_its_facts_and_its_reactions(client, resting):
    shown = page(client, f"/events/{resting.event_id}/")
    assert "怕疼" in shown
    assert "RuntimeError (hebe/x.py:1)" in shown


def test_a_failed_reaction_is_tried_again(client, resting):
    assert "RuntimeError" in page(client, FAILED)
    assert client.post(f"{FAILED}retry/", {"row": resting.pk}).status_code == 302
    assert state(resting) == State.WAITING


def test_all_that_match_are_tried_again(client, resting):
    sent = {"all": "1", "matching": "name=CustomerArrived"}
    assert client.post(f"{FAILED}retry/", sent).status_code == 422
    assert state(resting) == State.RESTING
    assert client.post(f"{FAILED}retry/", sent | {"matching": ""}).status_code == 302
    assert state(resting) == State.WAITING


def test_a_failed_reaction_is_dismissed_with_a_reason(client, resting):
    asked = client.post(f"{FAILED}dismiss/", {"row": resting.pk})
    assert (asked.status_code, state(resting)) == (200, State.RESTING)
    sent = {"row": resting.pk, "reason": ""}
    assert client.post(f"{FAILED}dismiss/", sent).status_code == 422
    assert client.post(f"{FAILED}dismiss/", sent | {"reason": "已补做"}).status_code == 302
    assert state(resting) == State.DISMISSED


def test_what_somebody_else_decided_meanwhile_is_said(client, resting):
    Delivery.objects.of(resting).update(state=State.DONE)
    assert client.post(f"{FAILED}retry/", {"row": resting.pk}).status_code == 409
    said = client.post(f"{FAILED}dismiss/", {"row": resting.pk, "reason": "已补做"})
    assert said.status_code == 422
    assert state(resting) == State.DONE


def test_empty_lists_say_what_will_stand_there(client):
    assert "没有失败的后续处理" in page(client, FAILED)
    assert "显示全部" in page(client, "/events/?name=OrderPaid")


def test_a_page_of_events_asks_the_same_however_many_there_are(
    client, boss, tagged, django_assert_max_num_queries
):
    for n in range(20):
        create_tag(boss, name=f"标签{n}")
    page(client, "/events/")
    with django_assert_max_num_queries(22):
        page(client, "/events/")
