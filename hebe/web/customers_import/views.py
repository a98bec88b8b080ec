"""Upload, name the columns, look at the problems, import: each step its own address."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.access.queries import my_stores
from hebe.customers.importing import plan_customers, read_list, save_mapping
from hebe.customers.legacy.columns import describe_columns
from hebe.customers.legacy.fields import FIELDS
from hebe.customers.models import ImportRun
from hebe.files.errors import FileTooBig
from hebe.files.services import content_of, store_file
from hebe.jobs.services import start_job
from hebe.kernel.errors import Invalid, Refused
from hebe.web.screen import go, screen

SHOWN = 200


@screen("customers.import")
def start(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Take the file in, and show what was brought in before."""
    context: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        try:
            stored = _taken_in(request, actor)
        except Refused as refusal:
            context, status = {"refusal": refusal, "advice": refusal.advice}, refusal.status
        else:
            return go(request, reverse("customers_import:columns", args=[stored.pk]))
    runs = ImportRun.objects.of(actor).filter(dry_run=False).order_by("-pk")[:10]
    context |= {"runs": runs, "megabytes": settings.HEBE_UPLOAD_BYTES // 2**20}
    return render(request, "customers_import/start.html", context, status=status)


def _taken_in(request: HttpRequest, actor: Actor) -> Any:
    upload = request.FILES.get("file")
    if upload is None or not upload.name:
        raise Invalid("file", _("Choose the Excel or CSV file first."))
    if (upload.size or 0) > settings.HEBE_UPLOAD_BYTES:
        raise FileTooBig(None, limit=settings.HEBE_UPLOAD_BYTES // 2**20)
    content = upload.read()
    stored = store_file(actor, name=upload.name, content=content, purpose="import")
    read_list(actor, content, stored.name)
    return stored


@screen("customers.import")
def columns(
    request: HttpRequest, actor: Actor, *, file_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show what each column is taken for; correct and keep it."""
    stored, content = content_of(actor, file_id)
    reading = read_list(actor, content, stored.name)
    mapping = reading.mapping
    context: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        for index in range(len(mapping.columns)):
            chosen = request.POST.get(f"column-{index}", "")
            mapping = mapping.with_field(index, chosen if chosen in FIELDS else "")
        try:
            mapping.complete()
            save_mapping(actor, name=stored.name, mapping=mapping.to_json())
        except Refused as refusal:
            context, status = {"refusal": refusal, "advice": refusal.advice}, 422
        else:
            return go(request, reverse("customers_import:check", args=[file_id]))
    context |= {
        "stored": stored,
        "columns": describe_columns(reading.table, mapping),
        "fields": [(code, field.label) for code, field in FIELDS.items()],
        "table": reading.table,
    }
    return render(request, "customers_import/columns.html", context, status=status)


@screen("customers.import")
def check(request: HttpRequest, actor: Actor, *, file_id: int, **_kwargs: Any) -> HttpResponse:
    """Show what the import would do, row by row where something is doubtful; then do it."""
    stored, content = content_of(actor, file_id)
    reading = read_list(actor, content, stored.name)
    stores = [s for s in my_stores(actor) if actor.may("customers.import", s.pk)]
    if request.method == "POST":
        wanted = request.POST.get("store", "")
        if wanted not in {str(s.pk) for s in stores}:
            raise Invalid("store", _("Choose the store."))
        job = start_job(
            actor,
            kind="customers.import",
            title=_("Import of %(name)s") % {"name": stored.name},
            arguments={"store_id": int(wanted), "mapping": reading.mapping.to_json()},
            source=stored,
        )
        return go(request, reverse("jobs:job", args=[job.pk]), _("The import has started."))
    plan = plan_customers(actor, reading)
    only = request.GET.get("code", "")
    problems = [p for p in plan.problems if not only or p.code == only]
    context = {
        "stored": stored,
        "report": plan.report(),
        "rejected": len(plan.rejected),
        "problems": [p.as_row() for p in problems[:SHOWN]],
        "count": len(problems),
        "codes": sorted({p.code for p in plan.problems}),
        "only": only,
        "stores": stores,
    }
    return render(request, "customers_import/check.html", context)
