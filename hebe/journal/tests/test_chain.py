"""The audit chain: nobody changes what happened, and an auditor can tell."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from hebe.journal.models import Audit, Delivery, Outbox, Seal, TimelineEntry
from hebe.journal.publish import publish, record_view
from hebe.journal.services import (
    deliver_event,
    forget_delivered,
    seal_audit,
    sweep_outbox,
    verify_chain,
)
from hebe.journal.subscribe import HANDLERS, on
from hebe.kernel import clock
from hebe.kernel.events import Event
from hebe.tenancy.context import working_for


@dataclass(frozen=True)
class BellRung(Event):
    """Somebody rang."""

    customer_id: int
    times: int
    timeline: ClassVar[str] = "Rang %(times)s times"


@pytest.fixture
def heard():
    calls = []

    @on(BellRung)
    def note(actor, event):
        calls.append((actor.group_id, event.times))

    yield calls
    del HANDLERS["BellRung"]


def test_one_act_leaves_an_outbox_an_audit_and_a_timeline_row(boss, qin_lan, heard):
    publish(boss, BellRung(qin_lan.pk, 2), subject=qin_lan, before={"times": 1})
    told = Outbox.objects.of(boss).get()
    kept = Audit.objects.of(boss).get(act="BellRung")
    assert (told.name, told.payload["times"], told.audit) == ("BellRung", 2, kept)
    assert kept.subject == f"customers.customer:{qin_lan.pk}"
    assert kept.data["before"] == {"times": 1}
    shown = TimelineEntry.objects.of(boss).get()
    assert (shown.customer_id, shown.who) == (qin_lan.pk, "Boss")


def test_an_event_is_kept_even_if_nobody_waits_for_it(boss, qin_lan):
    publish(boss, BellRung(qin_lan.pk, 1))
    assert Outbox.objects.of(boss).get().name == "BellRung"


def test_publishing_costs_one_query(boss, qin_lan, django_assert_num_queries):
    with django_assert_num_queries(1):
        publish(boss, BellRung(qin_lan.pk, 1))


def test_waking_the_worker_costs_one_more(boss, qin_lan, heard, django_assert_num_queries):
    with django_assert_num_queries(2):
        publish(boss, BellRung(qin_lan.pk, 1))


def test_an_event_delivered_twice_has_its_effect_once(boss, qin_lan, heard):
    publish(boss, BellRung(qin_lan.pk, 3))
    event_id = Outbox.objects.of(boss).get().pk
    assert deliver_event(group_id=boss.group_id, event_id=event_id) == 2  # it is counted too
    assert deliver_event(group_id=boss.group_id, event_id=event_id) == 0
    assert heard == [(boss.group_id, 3)]
    assert set(Delivery.objects.of(boss).values_list("attempts", flat=True)) == {1}


def test_delivered_events_are_forgotten_after_a_while(boss, qin_lan, heard, group):
    publish(boss, BellRung(qin_lan.pk, 1))
    sweep_outbox(older_than=timedelta(0))
    assert forget_delivered(group) == 0
    with clock.pretending(clock.now() + timedelta(days=31)):
        assert forget_delivered(group) == 3
    assert Outbox.objects.of(group).count() == 0


@pytest.mark.parametrize(
    "change", ["UPDATE journal_audit SET who = 'x'", "DELETE FROM journal_audit"]
)
def test_the_application_cannot_change_the_past(boss, qin_lan, change):
    record_view(boss, qin_lan)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_chain_that_was_left_alone_verifies(boss, qin_lan, group):
    for _ in range(5):
        record_view(boss, qin_lan)
    assert seal_audit(group_id=group.pk) == Audit.objects.of(group).count()
    record_view(boss, qin_lan)
    report = verify_chain(group)
    assert (report.broken, report.unsealed) == (None, 1)
    assert report.sealed == Seal.objects.of(group).count()


def test_sealing_twice_adds_nothing(boss, qin_lan, group):
    record_view(boss, qin_lan)
    seal_audit(group_id=group.pk)
    assert seal_audit(group_id=group.pk) == 0


@pytest.mark.django_db(transaction=True)
def test_a_row_changed_behind_our_back_breaks_the_chain(boss, qin_lan, group):
    from pathlib import Path  # noqa: PLC0415

    import psycopg  # noqa: PLC0415

    from hebe.architecture.cluster import DATA  # noqa: PLC0415
    from hebe.config.postgres import Cluster  # noqa: PLC0415

    for _ in range(3):
        record_view(boss, qin_lan)
    seal_audit(group_id=group.pk)
    name = connection.settings_dict["NAME"]
    with psycopg.connect(Cluster(Path(DATA)).dsn("postgres", name), autocommit=True) as root:
        root.execute("SET session_replication_role = replica")
        root.execute(
            "UPDATE journal_audit SET who = 'nobody'"
            " WHERE id = (SELECT max(id) - 1 FROM journal_audit)"
        )
    assert verify_chain(group).broken == 2


def test_the_rival_sees_none_of_it(boss, qin_lan, rival):
    record_view(boss, qin_lan)
    with working_for(rival.group_id):
        assert Audit.objects.of(rival).filter(subject__startswith="customers").count() == 0
