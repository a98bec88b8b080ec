"""Reads about long work."""

from django.db.models import Q

from hebe.access.actor import Actor
from hebe.access.registry import PERMISSIONS
from hebe.files.models import StoredFile
from hebe.files.services import content_of
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.jobs.reach import still_reaches
from hebe.kernel.errors import NotFound


def _watched_by(actor: Actor) -> Q:
    """One's own jobs, and the house's own work (that of nobody)."""
    return Q(user_id=actor.user_id) | Q(user_id=None)


def my_jobs(actor: Actor, *, limit: int = 50) -> list[Job]:
    """Return one's own jobs, as far as one may still see them, and the house's work.

    Newest first.
    """
    held = [code for code in actor.grants if code in PERMISSIONS] + [""]
    rows = Job.objects.of(actor).filter(_watched_by(actor), permission__in=held)
    found = rows.select_related("result").order_by("-pk")[:limit]
    return [job for job in found if still_reaches(actor, job.permission, job.reach)]


def get_job(actor: Actor, job_id: int) -> Job:
    """Return one of one's own jobs or of the house's; NotFound for anybody else's.

    Also for one's own, once the right that it took is withdrawn, or for a key without it.
    """
    job: Job | None = (
        Job.objects.of(actor)
        .filter(_watched_by(actor), pk=job_id)
        .select_related("result", "source")
        .first()
    )
    if job is None or not still_reaches(actor, job.permission, job.reach):
        raise NotFound
    return job


def result_of(actor: Actor, job_id: int) -> tuple[StoredFile, bytes]:
    """Return the file that a job made with its contents; NotFound as `get_job`, or for none."""
    job = get_job(actor, job_id)
    if job.result_id is None:
        raise NotFound
    return content_of(actor, job.result_id)


def house_work(actor: Actor) -> Job | None:
    """Return the work that the house does by itself just now."""
    running = Job.objects.of(actor).filter(user_id=None, state=State.RUNNING)
    job: Job | None = running.order_by("-pk").first()
    return job
