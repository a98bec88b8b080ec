"""Each handler is delivered, counted and retried by itself; who fails holds up nobody."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import IntegrityError

from hebe.journal.choices import State
from hebe.journal.models import DayCount, Delivery, Outbox
from hebe.journal.publish import publish
from hebe.journal.queries import event_counts
from hebe.journal.services import count_resting, deliver_event, forget_delivered, sweep_outbox
from hebe.journal.services.delivering import PAUSES
from hebe.journal.subscribe import HANDLERS, HEARS_ALL, on, on_any
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.kernel.events import REGISTRY, Event

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class GongStruck(Event):
    """Somebody struck the gong."""

    times: int


@pytest.fixture(autouse=True)
def quiet():
    """Nobody but the test's own handlers listens."""
    everybody = dict(HEARS_ALL)
    HEARS_ALL.clear()
    yield
    HANDLERS.pop("GongStruck", None)
    HEARS_ALL.clear()
    HEARS_ALL.update(everybody)


@pytest.fixture
def heard():
    return []


@pytest.fixture
def broken(heard):
    """Two handlers, of which the first one breaks as long as the list says so."""
    trouble = [RuntimeError("秦兰 13800138001 is out of order")]

    @on(GongStruck)
    def breaks(actor, event):
        if trouble:
            raise trouble[0]
        heard.append(("breaks", event.times))

    @on(GongStruck)
    def works(actor, event):
        heard.append(("works", event.times))

    return trouble


def strike(boss, times=1):
    publish(boss, GongStruck(times))
    return Outbox.objects.of(boss).latest("pk")


def part(boss, name, event=None):
    rows = Delivery.objects.of(boss).filter(handler__endswith=name)
    return rows.filter(event=event).get() if event else rows.get()


def sweep():
    return sweep_outbox(older_than=timedelta(0))


def after(pause):
    return clock.pretending(clock.now() + pause)


def turns():
    """Yield how long after the event each try is due, the first one included."""
    waited = timedelta(0)
    for pause in (timedelta(0), *PAUSES):
        waited += pause + timedelta(seconds=1)
        yield waited


def exhaust():
    for waited in turns():
        with after(waited):
            sweep()


def test_a_handler_that_fails_does_not_keep_its_neighbour_from_the_event(boss, heard, broken):
    event = strike(boss)
    assert deliver_event(group_id=boss.group_id, event_id=event.pk) == 1
    assert heard == [("works", 1)]
    assert part(boss, "works").state == State.DONE
    failed = part(boss, "breaks")
    assert (failed.state, failed.attempts) == (State.WAITING, 1)


def test_a_failure_is_kept_by_kind_and_place_without_what_was_in_it(boss, broken):
    event = strike(boss)
    deliver_event(group_id=boss.group_id, event_id=event.pk)
    kept = part(boss, "breaks").last_error
    assert kept.startswith("RuntimeError (hebe/journal/tests/test_delivering.py:")
    assert "秦兰" not in kept
    assert "138" not in kept


def test_a_refusal_says_its_standing_sentence(boss, broken):
    class GongMissing(Refused):
        message = "%(name)s has no gong."

    broken[:] = [GongMissing(name="秦兰")]
    deliver_event(group_id=boss.group_id, event_id=strike(boss).pk)
    assert part(boss, "breaks").last_error.endswith(" %(name)s has no gong.")


def test_a_broken_constraint_is_named_and_its_row_is_not(boss, group):
    @on(GongStruck)
    def doubles(actor, event):
        DayCount.objects.of(group).create(
            group_id=group.pk, day=clock.now().date(), name="秦兰", count=-1
        )

    deliver_event(group_id=boss.group_id, event_id=strike(boss).pk)
    kept = part(boss, "doubles").last_error
    assert kept.startswith(IntegrityError.__name__)
    assert "journal_daycount_count_check" in kept
    assert "秦兰" not in kept


def test_every_try_waits_longer_and_what_the_last_one_leaves_rests(boss, heard, broken):
    event = strike(boss)
    for tried, waited in enumerate(turns(), 1):
        with after(waited):
            sweep()
        assert part(boss, "breaks").attempts == tried
    assert part(boss, "breaks").state == State.RESTING
    assert count_resting() == 1
    with after(timedelta(days=9)):
        assert sweep() == 0
    assert heard == [("works", event.payload["times"])]


def test_what_comes_right_meanwhile_is_done_at_its_next_turn(boss, heard, broken):
    strike(boss)
    sweep()
    assert sweep() == 0
    broken.clear()
    with after(PAUSES[0] + timedelta(seconds=1)):
        assert sweep() == 1
    assert heard == [("works", 1), ("breaks", 1)]
    assert part(boss, "breaks").attempts == 2


def test_poisoned_events_starve_no_later_one_of_their_group(boss, heard, broken, monkeypatch):
    monkeypatch.setattr("hebe.journal.services.delivering.SWEEP", 3)
    for times in range(3):
        strike(boss, times)
    Delivery.objects.of(boss).filter(handler__endswith="works").delete()
    sweep()
    broken.clear()
    strike(boss, 9)
    assert sweep() == 2
    assert ("breaks", 9) in heard


def test_a_handler_whose_code_is_gone_rests_and_breaks_nothing(boss, heard, broken):
    event = strike(boss)
    gone = next(name for name in HANDLERS["GongStruck"] if name.endswith("breaks"))
    del HANDLERS["GongStruck"][gone]
    assert deliver_event(group_id=boss.group_id, event_id=event.pk) == 1
    row = part(boss, "breaks")
    assert (row.state, row.last_error.split()[0]) == (State.RESTING, "HandlerGone")


def test_an_event_whose_code_is_gone_rests_too(boss, heard, broken):
    event = strike(boss)
    del HANDLERS["GongStruck"]
    assert deliver_event(group_id=boss.group_id, event_id=event.pk) == 0
    assert set(Delivery.objects.of(boss).values_list("state", flat=True)) == {State.RESTING}


def test_who_hears_everything_is_told_name_and_who_did_it(boss, qin_lan, heard):
    @on_any()
    def listen(actor, told):
        heard.append((told.name, told.payload, told.audit.who, told.audit.subject))

    publish(boss, GongStruck(2), subject=qin_lan)
    assert sweep() == 1
    assert heard == [("GongStruck", {"times": 2}, "Boss", f"customers.customer:{qin_lan.pk}")]
    assert part(boss, "listen").state == State.DONE


def test_nobody_is_woken_for_who_hears_everything(boss, heard, django_assert_num_queries):
    @on_any()
    def listen(actor, told):
        heard.append(told.name)

    with django_assert_num_queries(1):
        publish(boss, GongStruck(1))


def test_events_are_counted_by_day(boss, group):
    from hebe.journal.handlers import count_event  # noqa: PLC0415

    on_any()(count_event)
    for times in (1, 2):
        strike(boss, times)
    sweep()
    assert [(row.name, row.count) for row in DayCount.objects.of(group)] == [("GongStruck", 2)]
    assert event_counts(boss) == [("GongStruck", 2)]
    with after(timedelta(days=7)):
        assert event_counts(boss) == []


def test_what_rests_is_not_forgotten(boss, group, broken):
    strike(boss)
    exhaust()
    with after(timedelta(days=90)):
        assert forget_delivered(group) == 0
        Delivery.objects.of(group).filter(state=State.RESTING).update(state=State.DISMISSED)
        assert forget_delivered(group) == 3


def test_two_events_of_one_name_are_refused():
    with pytest.raises(TypeError, match="GongStruck"):

        @dataclass(frozen=True)
        class GongStruck(Event):
            """Another one."""

    assert REGISTRY["GongStruck"].__doc__ == "Somebody struck the gong."
