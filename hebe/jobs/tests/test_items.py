"""Work that goes item by item keeps what is done, and goes on."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connections

from hebe.customers.models import Tag
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.jobs.registry import KINDS, Kind
from hebe.jobs.services import run_job, start_job
from hebe.kernel.errors import Refused

WORKER = """
import os, sys, time
import django
from django.conf import settings
for alias in ("default", "owner"):
    settings.DATABASES[alias]["NAME"] = sys.argv[1]
django.setup()
from hebe.customers.models import Tag
from hebe.jobs.registry import KINDS, Kind
from hebe.jobs.services import run_job
def work(actor, progress, item):
    Tag.objects.of(actor).create(group_id=actor.group_id, name=item)
    if item == "C":
        print("third", flush=True)
        time.sleep(60)
    return {"changed": 1}
KINDS["test.items"] = Kind(each=work)
run_job(group_id=int(sys.argv[2]), job_id=int(sys.argv[3]))
"""


def tag(actor, _progress, item):
    if item == "bad":
        raise Refused("not this one")
    Tag.objects.of(actor).create(group_id=actor.group_id, name=item)
    return {"changed": 1}


@pytest.fixture
def start(manager, monkeypatch):
    monkeypatch.setitem(KINDS, "test.items", Kind(each=tag))

    def begin(*items):
        return start_job(
            manager, kind="test.items", title="tags", arguments={"items": list(items)},
            permission="customers.view",
        )  # fmt: skip

    return begin


def names(group):
    return sorted(Tag.objects.of(group).values_list("name", flat=True))


def test_a_refused_item_is_told_and_the_next_ones_are_done(manager, start, group):
    job = run_job(group_id=group.pk, job_id=start("A", "bad", "B").pk)

    assert (job.state, job.counts) == (State.DONE, {"changed": 2, "refused": 1})
    assert job.refused == [["bad", "not this one"]]
    assert names(group) == ["A", "B"]


def test_what_breaks_leaves_what_was_done_and_can_be_started_again(
    manager, start, group, monkeypatch
):
    def breaks(actor, progress, item):
        if item == "B":
            raise RuntimeError
        return tag(actor, progress, item)

    monkeypatch.setitem(KINDS, "test.items", Kind(each=breaks))
    job = run_job(group_id=group.pk, job_id=start("A", "B").pk)

    assert (job.state, job.done, names(group)) == (State.FAILED, 1, ["A"])


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_keeps_what_is_done_and_the_next_goes_on(manager, start, group):
    job = start("A", "B", "C", "D")
    name = connections["default"].settings_dict["NAME"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "hebe.config.settings"}
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, name, str(group.pk), str(job.pk)],
        env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert worker.stdout.readline().strip() == "third"
        assert names(group) == ["A", "B"]
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    time.sleep(0.5)  # the database notices that its client is gone

    assert Job.objects.of(group).get(pk=job.pk).done == 2
    assert run_job(group_id=group.pk, job_id=job.pk).state == State.DONE
    assert names(group) == ["A", "B", "C", "D"]
