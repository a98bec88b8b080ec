"""Reads about long work."""

from hebe.access.actor import Actor
from hebe.jobs.models import Job
from hebe.kernel.errors import NotFound


def my_jobs(actor: Actor, *, limit: int = 50) -> list[Job]:
    """Return one's own jobs, newest first."""
    rows = Job.objects.of(actor).filter(user_id=actor.user_id).select_related("result")
    return list(rows.order_by("-pk")[:limit])


def get_job(actor: Actor, job_id: int) -> Job:
    """Return one of one's own jobs; NotFound for anybody else's."""
    job: Job | None = (
        Job.objects.of(actor)
        .filter(user_id=actor.user_id, pk=job_id)
        .select_related("result", "source")
        .first()
    )
    if job is None:
        raise NotFound
    return job
