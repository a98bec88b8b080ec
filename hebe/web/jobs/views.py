"""Long work: how far it is, what came of it, the file to fetch."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hebe.access.actor import Actor
from hebe.customers.models import ImportRun
from hebe.files.services import content_of
from hebe.jobs import queries
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.kernel.errors import NotFound
from hebe.web.screen import screen

TONES = {
    State.WAITING: "quiet", State.RUNNING: "info", State.DONE: "good", State.FAILED: "bad",
}  # fmt: skip


def _shown(job: Job) -> dict[str, Any]:
    running = job.state in {State.WAITING, State.RUNNING}
    return {"job": job, "tone": TONES[State(job.state)], "running": running}


@screen()
def job_list(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """List one's own jobs, newest first."""
    rows = [_shown(job) for job in queries.my_jobs(actor)]
    return render(request, "jobs/list.html", {"rows": rows})


@screen()
def job(request: HttpRequest, actor: Actor, *, job_id: int, **_kwargs: Any) -> HttpResponse:
    """Show one job; the page asks again every second until it has ended."""
    found = queries.get_job(actor, job_id)
    run = ImportRun.objects.of(actor).filter(job_id=job_id).first()
    context = _shown(found) | {"run": run}
    htmx = getattr(request, "htmx", False)
    return render(request, "jobs/_job.html" if htmx else "jobs/job.html", context)


@screen()
def result(request: HttpRequest, actor: Actor, *, job_id: int, **_kwargs: Any) -> HttpResponse:
    """Hand out the file that a job made."""
    del request
    found = queries.get_job(actor, job_id)
    if found.result_id is None:
        raise NotFound
    stored, content = content_of(actor, found.result_id)
    response = HttpResponse(content, content_type=stored.content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
