"""Start long work, run it, tell how it ended."""

import logging
from collections import Counter
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
from hebe.files.services import forget_file
from hebe.jobs.choices import State
from hebe.jobs.errors import StillRunning, UnknownJob
from hebe.jobs.held import Side, held
from hebe.jobs.models import Job
from hebe.jobs.progress import Progress
from hebe.jobs.reach import frozen, still_reaches
from hebe.jobs.registry import KINDS, Counts, ItemWork
from hebe.journal.worker import defer
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, HasGroup

log = logging.getLogger("hebe.jobs")
NOTED = 100  # refused items whose reason is kept; beyond, they are counted


@transaction.atomic
def start_job(
    actor: Actor,
    *,
    kind: str,
    title: str,
    arguments: dict[str, Any],
    permission: str,
    source: StoredFile | None = None,
) -> Job:
    """Put work on the queue as part of the present transaction; refuses UnknownJob.

    Whoever does not hold `permission`, as far as it reaches now, does not see the job or
    fetch what it made: neither a key that may less, nor its owner once it is withdrawn.
    The items of work that goes item by item stand in `arguments["items"]`.
    """
    if kind not in KINDS:
        raise UnknownJob
    actor.check(permission)
    job: Job = Job.objects.of(actor).create(
        group_id=actor.group_id, kind=kind, title=title[:120], arguments=arguments,
        source=source, user_id=actor.user_id, store_id=actor.store_id,
        permission=permission, reach=frozen(actor.grants[permission]),
        total=len(arguments.get("items", ())),
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

    Whole work is one transaction: a worker that dies leaves nothing half-done, and the job is
    taken up again from its start. Work by items is taken up again at the item it was at. A
    job that has ended is left alone; StillRunning where another worker is at it.
    """
    with held(job_id) as side:
        if side is None:
            raise StillRunning
        job, owner = _taken_up(group_id, job_id)
        if job is None or job.state in {State.DONE, State.FAILED}:
            return job
        with override((owner and owner.language) or settings.LANGUAGE_CODE):
            _carry_out(job, owner, side)
    return job


def _taken_up(group_id: int, job_id: int) -> tuple[Job | None, User | None]:
    with working_for(group_id):
        rows = Job.objects.of(Group(pk=group_id)).locked().select_related("source")
        job: Job | None = rows.filter(pk=job_id).first()
        if job is None or job.state in {State.DONE, State.FAILED}:
            return job, None
        job.state, job.started_at = State.RUNNING, clock.now()
        job.save(update_fields=["state", "started_at"])
        return job, User.objects.of(job).filter(pk=job.user_id or 0).first()


def _carry_out(job: Job, owner: User | None, side: Side) -> None:
    progress, kind = Progress(job, side), KINDS[job.kind]
    try:
        if kind.each is not None:
            _each_item(job, owner, progress, kind.each)
        elif kind.whole is not None:
            with working_for(job.group_id):
                kind.whole(_actor_of(job, owner), progress)
                _end(job, State.DONE, progress)
    except Refused as refusal:
        _fail(job, _said(refusal))
    except Exception:
        log.exception("job %s failed", job.pk)
        _fail(job, _broken(job))


def _each_item(job: Job, owner: User | None, progress: Progress, work: ItemWork) -> None:
    items = job.arguments["items"]
    with working_for(job.group_id):
        actor = _actor_of(job, owner)
    while job.done < len(items):
        with working_for(job.group_id):
            _count(job, items[job.done], _one_item(actor, progress, work, items[job.done]))
    with working_for(job.group_id):
        _end(job, State.DONE)


def _one_item(actor: Actor, progress: Progress, work: ItemWork, item: Any) -> Counts | Refused:
    try:
        with transaction.atomic():
            return work(actor, progress, item)
    except Refused as refusal:
        return refusal


def _count(job: Job, item: Any, outcome: Counts | Refused) -> None:
    if isinstance(outcome, Refused):
        if len(job.refused) < NOTED:
            job.refused = [*job.refused, [item, _said(outcome)]]
        outcome = {"refused": 1}
    job.counts = dict(Counter(job.counts) + Counter(outcome))
    job.done += 1
    job.save(update_fields=["done", "counts", "refused"])


def _said(refusal: Refused) -> str:
    return f"{refusal} {getattr(refusal, 'advice', '')}".strip()


def _broken(job: Job) -> str:
    if KINDS[job.kind].each is None:
        return _("Something broke. Nothing was changed; you can start it again.")
    return _("Something broke. What was done before stays done; you can start the rest again.")


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


def forget_results(whose: HasGroup) -> int:
    """Delete what jobs made whose owner may not see it any more; return how many files.

    Withdrawn is withdrawn: the copy dies with the right that made it.
    """
    gone = 0
    for job in Job.objects.of(whose).exclude(result=None).exclude(user_id=None):
        owner: User | None = User.objects.of(whose).filter(pk=job.user_id).first()
        if owner is not None and owner.is_active and _may_have(owner, job):
            continue
        result, job.result = job.result, None
        job.save(update_fields=["result"])
        forget_file(result)
        gone += 1
    return gone


def _may_have(owner: User, job: Job) -> bool:
    actor = actor_for(owner, store_id=job.store_id, via=Via.JOB)
    return still_reaches(actor, job.permission, job.reach)
