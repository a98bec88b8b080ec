"""Imports and jobs through the API."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from hebe.api.schemas import PROBLEMS, Key
from hebe.customers.importing import import_customers as bring_in
from hebe.files.services import store_file
from hebe.jobs import queries
from hebe.jobs.services import start_job

router = Router(tags=["imports and jobs"])


class JobOut(Schema):
    """One job: its state, progress and counts."""

    id: int
    kind: str
    title: str
    state: str
    done: int
    total: int
    counts: dict[str, int]
    problem: str
    result_id: int | None
    created_at: datetime
    finished_at: datetime | None


@router.post(
    "/imports/dry-run", response={200: dict[str, Any], **PROBLEMS}, operation_id="plan_import"
)
def plan_import(request: HttpRequest, store_id: Key, file: File[UploadedFile]) -> Any:
    """Return the report of what importing a list would do; nobody is written."""
    run, _plan = bring_in(
        request.actor,  # type: ignore[attr-defined]
        content=file.read(),
        file_name=file.name or "list.xlsx",
        store_id=store_id,
        dry_run=True,
    )
    return run.report


@router.post("/imports", response={202: JobOut, **PROBLEMS}, operation_id="import_customers")
def import_customers(request: HttpRequest, store_id: Key, file: File[UploadedFile]) -> Any:
    """Import a list as a job; ask the job how far it is."""
    actor = request.actor  # type: ignore[attr-defined]
    actor.check("customers.import", store_id)
    name = file.name or "list.xlsx"
    stored = store_file(actor, name=name, content=file.read(), purpose="import")
    arguments = {"store_id": store_id}
    job = start_job(
        actor, kind="customers.import", title=name, arguments=arguments, source=stored
    )
    return 202, job


@router.get("/jobs", response={200: list[JobOut], **PROBLEMS}, operation_id="jobs")
def jobs(request: HttpRequest) -> Any:
    """Return one's own newest jobs."""
    return queries.my_jobs(request.actor)  # type: ignore[attr-defined]


@router.get("/jobs/{job_id}", response={200: JobOut, **PROBLEMS}, operation_id="job")
def job(request: HttpRequest, job_id: Key) -> Any:
    """Return one of one's own jobs."""
    return queries.get_job(request.actor, job_id)  # type: ignore[attr-defined]
