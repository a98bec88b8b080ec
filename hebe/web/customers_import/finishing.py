"""Step 4: import as a job, and what came of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.customers.importing import get_draft, run_of_job, start_import
from hebe.customers.legacy.problems import PROBLEMS
from hebe.web.customers_import.outlook import STEPS
from hebe.web.jobs.views import context_of
from hebe.web.screen import go, screen


@require_POST
@screen("customers.import")
def run(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Hand the list over to the job."""
    start_import(actor, draft_id=draft_id)
    return go(request, reverse("customers_import:report", args=[draft_id]))


@screen("customers.import")
def report(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Show the job while it runs, then the report."""
    draft = get_draft(actor, draft_id)
    if draft.job is None:
        return go(request, reverse("customers_import:columns", args=[draft_id]))
    run = run_of_job(actor, draft.job.pk)
    said = run.report if run else {}
    kinds = {
        tone: [(PROBLEMS[code].message, count) for code, count in said.get(key, {}).items()]
        for tone, key in (("bad", "rejected"), ("wait", "warned"))
    }
    context = context_of(draft.job) | {
        "draft": draft,
        "run": run,
        "said": said,
        "rejected": kinds["bad"],
        "warned": kinds["wait"],
        "rejected_count": sum(said.get("rejected", {}).values()),
        "principal": round(said.get("file_totals", {}).get("principal", 0) * 100),
        "bonus": round(said.get("file_totals", {}).get("bonus", 0) * 100),
        "steps": STEPS,
    }
    return render(request, "customers_import/report.html", context)
