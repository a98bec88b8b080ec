"""What a dead worker left is taken up again; what waits anew anyway is not waited for."""

import asyncio
from types import SimpleNamespace

from procrastinate.exceptions import UniqueViolation

from hebe.journal import tasks


class Manager:
    def __init__(self):
        self.done = []

    async def get_stalled_jobs(self, **_kwargs):
        return ["queued anew", "left alone"]

    async def retry_job(self, job, **_kwargs):
        if job == "queued anew":
            raise UniqueViolation(constraint_name="queueing_lock", queueing_lock="one")
        self.done.append(("retried", job))

    async def finish_job(self, job, **_kwargs):
        self.done.append(("ended", job))


def test_a_job_that_is_queued_anew_does_not_keep_others_from_being_retried(monkeypatch):
    manager = Manager()
    monkeypatch.setattr(tasks, "app", SimpleNamespace(job_manager=manager))

    asyncio.run(tasks.retry_stalled.func(timestamp=0))

    assert manager.done == [("ended", "queued anew"), ("retried", "left alone")]
