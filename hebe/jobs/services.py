"""Start long work, run it, tell how it ended."""

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from hebe.access.actor import Actor
from hebe.access.choices import Via
from hebe.access.models import User
from hebe.access.queries import actor_for
from hebe.files.models import StoredFile
from hebe.jobs.choices import State
from hebe.jobs.errors import UnknownJob
from hebe.jobs.models import Job
from hebe.jobs.progress import Progress
from hebe.jobs.registry import KINDS
from hebe.journal.worker import defer
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, HasGroup

log = logging.getLogger("hebe.jobs")


@transaction.atomic
def start_job(
    actor: Actor,
    *,
    kind: str,
    title: str,
    arguments: dict[str, Any],
    source: StoredFile | None = None,
) -> Job:
    """Put work on the queue as part of the present transaction; refuses UnknownJob."""
    if kind not in KINDS:
        raise UnknownJob
    job: Job = Job.objects.of(actor).create(
        group_id=actor.group_id, kind=kind, title=title[:120], arguments=arguments,
        source=source, user_id=actor.user_id, store_id=actor.store_id,
    )  # fmt: skip
    defer("hebe.jobs.tasks.run_job", group_id=actor.group_id, job_id=job.pk)
    return job


def begin_house_work(
    whose: HasGroup, *, kind: str, title: str, arguments: dict[str, Any], total: int
) -> Job:
    """Show work that nobody started: everybody of the group may watch how far it is."""
    job: Job = Job.objects.of(whose).create(
        group_id=whose.group_id, kind=kind, title=title[:120], arguments=arguments,
        state=State.RUNNING, total=total, started_at=clock.now(),
    )  # fmt: skip
    return job


def tell_house_work(job: Job, done: int) -> None:
    """Say how far the house's own work is; the last step ends it."""
    job.done = done
    if done >= job.total:
        job.state, job.finished_at = State.DONE, clock.now()
    job.save(update_fields=["done", "state", "finished_at"])


def run_job(*, group_id: int, job_id: int) -> Job | None:
    """Carry a job out with its owner's rights and in her language; again does no harm.

    The work is one transaction: a worker that dies leaves nothing half-done, and the job is
    taken up again from its start. A job that has ended is left alone.
    """
    with working_for(group_id):
        job: Job | None = (
            Job.objects.of(Group(pk=group_id))
            .locked()
            .select_related("source")
            .filter(pk=job_id)
            .first()
        )
        if job is None or job.state in {State.DONE, State.FAILED}:
            return job
        job.state, job.started_at = State.RUNNING, clock.now()
        job.save(update_fields=["state", "started_at"])
        owner: User | None = User.objects.of(job).filter(pk=job.user_id or 0).first()
    with override((owner and owner.language) or settings.LANGUAGE_CODE):
        _carry_out(job, owner)
    return job


def _carry_out(job: Job, owner: User | None) -> None:
    progress = Progress(job)
    try:
        with working_for(job.group_id):
            KINDS[job.kind](_actor_of(job, owner), progress)
            _end(job, State.DONE, progress)
    except Refused as refusal:
        _fail(job, f"{refusal} {getattr(refusal, 'advice', '')}".strip())
    except Exception:
        log.exception("job %s failed", job.pk)
        _fail(job, _("Something broke. Nothing was changed; you can start it again."))


def _actor_of(job: Job, owner: User | None) -> Actor:
    if owner is None or not owner.is_active:
        raise Refused(_("The person who started this can no longer sign in."))
    return actor_for(owner, store_id=job.store_id, via=Via.JOB)


def _end(job: Job, state: str, progress: Progress | None = None) -> None:
    job.state, job.finished_at = state, clock.now()
    if progress is not None:
        job.result = progress.result
        job.done = job.total = max(job.done, job.total, 1)
    job.save(update_fields=["state", "finished_at", "result", "counts", "done", "total"])


def _fail(job: Job, problem: str) -> None:
    job.problem = problem
    with working_for(job.group_id):
        _end(job, State.FAILED)
        job.save(update_fields=["problem"])
