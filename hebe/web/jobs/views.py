"""One's own long work: what runs, what is done, what came out of it."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hebe.access.actor import Actor
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.jobs.queries import get_job, house_work, my_jobs, result_of
from hebe.kernel import clock
from hebe.web.jobs.words import said
from hebe.web.screen import is_htmx, screen

GOING = {State.WAITING, State.RUNNING}
REASONS = 5
PATIENCE = timedelta(seconds=20)


def context_of(job: Job) -> dict[str, Any]:
    """Return what a job's card shows; it asks again until the job has ended."""
    return {
        "job": job,
        "going": job.state in GOING,
        "waits_long": waits_long(job),
        "counts": said(job.counts),
        "reasons": Counter(reason for _item, reason in job.refused).most_common(REASONS),
    }


def waits_long(job: Job) -> bool:
    """Say whether work waits for longer than a worker takes to pick it up."""
    return job.state == State.WAITING and clock.now() - job.created_at > PATIENCE


@screen()
def job_list(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show one's own jobs, newest first."""
    jobs = [context_of(job) for job in my_jobs(actor)]
    return render(request, "jobs/list.html", {"jobs": jobs})


@screen()
def job(request: HttpRequest, actor: Actor, job_id: int, **_kwargs: Any) -> HttpResponse:
    """Show one job."""
    return render(request, "jobs/detail.html", context_of(get_job(actor, job_id)))


@screen()
def bar(request: HttpRequest, actor: Actor, job_id: int, **_kwargs: Any) -> HttpResponse:
    """Return the card of one job, for a page that watches it."""
    page = "jobs/_job.html" if is_htmx(request) else "jobs/detail.html"
    return render(request, page, context_of(get_job(actor, job_id)))


@screen()
def house(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Return the line under every page's top that tells how far the house's own work is.

    Nothing when there is none, and then no page asks again.
    """
    work = house_work(actor)
    if work is None:
        return HttpResponse()
    return render(request, "jobs/_house.html", {"job": work})


@screen()
def result(request: HttpRequest, actor: Actor, job_id: int, **_kwargs: Any) -> HttpResponse:
    """Hand out the file a job made."""
    del request
    stored, content = result_of(actor, job_id)
    return HttpResponse(content, headers=stored.headers)
