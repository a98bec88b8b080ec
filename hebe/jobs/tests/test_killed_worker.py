"""A worker killed in the middle of an import leaves nothing; the next one does it all."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connections

from hebe.customers.models import Customer
from hebe.files.services import store_file
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.jobs.services import run_job, start_job

LIST = ("姓名,手机\n" + "".join(f"李{n},139{n:08d}\n" for n in range(1500))).encode()
WORKER = """
import os, sys, time
import django
from django.conf import settings
for alias in ("default", "owner"):
    settings.DATABASES[alias]["NAME"] = sys.argv[1]
django.setup()
from hebe.customers.importing import run
from hebe.jobs.services import run_job
write = run.write_new
def slow(*given):
    write(*given)
    print("half", flush=True)
    time.sleep(60)
run.write_new = slow
run_job(group_id=int(sys.argv[2]), job_id=int(sys.argv[3]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_nothing_and_the_retry_does_it_once(manager, jingan, group):
    source = store_file(manager, name="old.csv", content=LIST, purpose="import")
    job = start_job(
        manager, kind="customers.import", title="old.csv",
        arguments={"store_id": jingan.pk}, permission="customers.import", source=source,
    )  # fmt: skip
    name = connections["default"].settings_dict["NAME"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "hebe.config.settings"}
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, name, str(group.pk), str(job.pk)],
        env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert worker.stdout.readline().strip() == "half"
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    time.sleep(0.5)
    assert Customer.objects.of(group).count() == 0
    assert Job.objects.of(group).get(pk=job.pk).state == State.RUNNING
    assert run_job(group_id=group.pk, job_id=job.pk).state == State.DONE
    assert run_job(group_id=group.pk, job_id=job.pk).state == State.DONE
    assert Customer.objects.of(group).count() == 1500
