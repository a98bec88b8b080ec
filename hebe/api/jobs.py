"""One's own long work: progress and results."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from ninja import Schema

from hebe.api.auth import ApiRequest
from hebe.api.routing import FILE, Router, needs
from hebe.api.schemas import Key
from hebe.jobs.queries import get_job as find_job
from hebe.jobs.queries import my_jobs, result_of

router = Router(tags=["jobs"])


class JobOut(Schema):
    """A job; `result_id` is set once there is a file to fetch.

    `refused` holds the first hundred items that were refused, each with its reason.
    """

    id: int
    kind: str
    title: str
    state: str
    done: int
    total: int
    counts: dict[str, int]
    problem: str
    refused: list[tuple[Any, str]]
    result_id: int | None
    created_at: datetime
    finished_at: datetime | None


@router.get("/jobs", response=list[JobOut])
@needs("")
def list_jobs(request: ApiRequest) -> list[Any]:
    """List one's own latest jobs, newest first (at most 50)."""
    return list(my_jobs(request.actor))


@router.get("/jobs/{job_id}", response=JobOut)
@needs("")
def get_job(request: ApiRequest, job_id: Key) -> Any:
    """Say how far one of one's own jobs is."""
    return find_job(request.actor, job_id)


@router.get("/jobs/{job_id}/result", response=FILE)
@needs("")
def get_job_result(request: ApiRequest, job_id: Key) -> HttpResponse:
    """Fetch the file that a job made."""
    stored, content = result_of(request.actor, job_id)
    return HttpResponse(content, headers=stored.headers)
