"""Reads about long work."""

from django.db.models import Q

from hebe.access.actor import Actor
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.kernel.errors import NotFound


def _watched_by(actor: Actor) -> Q:
    """One's own jobs, and the house's own work (that of nobody)."""
    return Q(user_id=actor.user_id) | Q(user_id=None)


def my_jobs(actor: Actor, *, limit: int = 50) -> list[Job]:
    """Return one's own jobs and the house's work, newest first."""
    rows = Job.objects.of(actor).filter(_watched_by(actor)).select_related("result")
    return list(rows.order_by("-pk")[:limit])


def get_job(actor: Actor, job_id: int) -> Job:
    """Return one of one's own jobs or of the house's; NotFound for anybody else's."""
    job: Job | None = (
        Job.objects.of(actor)
        .filter(_watched_by(actor), pk=job_id)
        .select_related("result", "source")
        .first()
    )
    if job is None:
        raise NotFound
    return job


def house_work(actor: Actor) -> Job | None:
    """Return the work that the house does by itself just now."""
    running = Job.objects.of(actor).filter(user_id=None, state=State.RUNNING)
    job: Job | None = running.order_by("-pk").first()
    return job
