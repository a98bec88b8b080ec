"""Reads about imports that were carried out."""

from django.db.models import OuterRef, Subquery

from hebe.access.actor import Actor, requires
from hebe.customers.models import ImportDraft, ImportRun
from hebe.tenancy.models import Store


@requires("customers.import")
def recent_runs(actor: Actor, *, limit: int = 8) -> list[ImportRun]:
    """Return the group's latest imports within reach, newest first.

    `draft_id` leads to the report of one's own; it is None for the others.
    """
    rows = ImportRun.objects.reached(actor, "customers.import").filter(dry_run=False)
    own = ImportDraft.objects.of(actor).filter(user_id=actor.user_id, job=OuterRef("job_id"))
    rows = rows.annotate(draft_id=Subquery(own.values("pk")[:1]))
    return list(rows.select_related("store").order_by("-pk")[:limit])


@requires("customers.import")
def run_of_job(actor: Actor, job_id: int) -> ImportRun | None:
    """Return the import that a job carried out, once it is done."""
    rows = ImportRun.objects.reached(actor, "customers.import")
    found: ImportRun | None = rows.filter(job_id=job_id).first()
    return found


@requires("customers.import")
def stores_to_import_for(actor: Actor) -> list[Store]:
    """Return the stores that the actor may bring customers into."""
    stores = Store.objects.of(actor).order_by("pk")
    return [store for store in stores if actor.may("customers.import", store.pk)]
