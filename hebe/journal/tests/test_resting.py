"""What failed to the last attempt is tried again or dismissed, by who may, with a reason."""

import pytest

from hebe.journal.choices import State
from hebe.journal.errors import NotResting, ReasonMissing
from hebe.journal.models import Audit, Delivery, Outbox
from hebe.journal.publish import publish
from hebe.journal.queries import event_list, get_event, resting_list
from hebe.journal.services import deliver_event, dismiss_delivery, retry_delivery
from hebe.journal.subscribe import HANDLERS, on
from hebe.journal.tests.test_chain import BellRung
from hebe.kernel.errors import Forbidden, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    calls = []

    @on(BellRung)
    def answer(actor, event):
        calls.append(event.times)

    yield calls
    del HANDLERS["BellRung"]


@pytest.fixture
def resting(boss, heard):
    """A part that failed to the last attempt, while its neighbour was done."""
    publish(boss, BellRung(1, 4))
    rows = Delivery.objects.of(boss)
    rows.filter(handler__endswith="count_event").update(state=State.DONE)
    row = rows.get(handler__endswith="answer")
    row.state, row.attempts, row.last_error = State.RESTING, 6, "RuntimeError"
    row.save()
    return row


def now(row):
    return Delivery.objects.of(row).get(pk=row.pk)


def test_what_rests_is_listed(boss, resting):
    assert list(resting_list(boss)) == [resting]
    event = get_event(boss, resting.event_id)
    assert {part.state for part in event.deliveries.all()} == {State.DONE, State.RESTING}
    assert list(event_list(boss)) == [event]


def test_a_retried_part_is_due_with_all_its_attempts(boss, resting, heard):
    retry_delivery(boss, delivery_id=resting.pk)
    assert (now(resting).state, now(resting).attempts) == (State.WAITING, 0)
    deliver_event(group_id=boss.group_id, event_id=resting.event_id)
    assert heard == [4]
    assert now(resting).state == State.DONE
    told = Audit.objects.of(boss).get(act="DeliveryRetried")
    assert told.subject == f"journal.delivery:{resting.pk}"


def test_a_dismissed_part_never_happens_and_the_trail_says_why(boss, resting, heard):
    dismiss_delivery(boss, delivery_id=resting.pk, reason=" 已手工补做 ")
    deliver_event(group_id=boss.group_id, event_id=resting.event_id)
    assert (heard, now(resting).state) == ([], State.DISMISSED)
    told = Audit.objects.of(boss).get(act="DeliveryDismissed")
    assert told.data["reason"] == "已手工补做"


def test_nothing_is_dismissed_without_a_reason(boss, resting):
    with pytest.raises(ReasonMissing):
        dismiss_delivery(boss, delivery_id=resting.pk, reason="  ")
    assert now(resting).state == State.RESTING


@pytest.mark.parametrize("state", [State.WAITING, State.DONE, State.DISMISSED])
def test_only_what_rests_is_decided_upon(boss, resting, state):
    Delivery.objects.of(boss).filter(pk=resting.pk).update(state=state)
    with pytest.raises(NotResting):
        retry_delivery(boss, delivery_id=resting.pk)
    with pytest.raises(NotResting):
        dismiss_delivery(boss, delivery_id=resting.pk, reason="补做了")
    assert now(resting).state == state


def test_who_may_not_sees_and_changes_nothing(gm, resting):
    for act in (
        lambda: resting_list(gm),
        lambda: event_list(gm),
        lambda: retry_delivery(gm, delivery_id=resting.pk),
        lambda: dismiss_delivery(gm, delivery_id=resting.pk, reason="补做了"),
    ):
        with pytest.raises(Forbidden):
            act()
    assert now(resting).state == State.RESTING


def test_the_rival_sees_nothing_of_ours(rival, resting):
    assert not resting_list(rival).exists()
    assert not Outbox.objects.of(rival).exists()
    with pytest.raises(NotFound):
        retry_delivery(rival, delivery_id=resting.pk)
    with pytest.raises(NotFound):
        get_event(rival, resting.event_id)
