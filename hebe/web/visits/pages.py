"""One visit: its stages, its people, its way on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hebe.access.actor import Actor
from hebe.access.fields import shown
from hebe.checkout.queries import orders_of_visit
from hebe.clinical.queries import notes_of, plan_of, treatments_of
from hebe.customers.queries import alerts, card_of, get_customer
from hebe.kernel import phones
from hebe.visits import queries
from hebe.visits.models import Visit
from hebe.web.screen import screen
from hebe.web.visits.correcting import corrections


def patient(actor: Actor, visit: Visit, tab: str) -> dict[str, Any]:
    """Return what the patient bar shows above every page of a visit; `tab` is the page."""
    known = alerts(actor, visit.customer, at=[visit.store_id])
    return {
        "visit": visit,
        "card": queries.card_of(visit),
        "customer": card_of(actor, visit.customer, at=[visit.store_id]),
        "grave": [alert for alert in known if alert.tone == "bad"],
        "further": [alert for alert in known if alert.tone != "bad"],
        "tab": tab,
    }


@screen("visits.view")
def detail(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show a visit with everything that happened in it, as far as one may see it."""
    visit = queries.get_visit(actor, visit_id)
    may_plan = queries.sees_at(actor, "clinical.plan", visit.store_id, visit.customer_id)
    may_consult = actor.may("clinical.consult", visit.store_id)
    runs = queries.runs_of(actor, visit)
    context = patient(actor, visit, "visit") | {
        "runs": runs,
        "bookings": queries.bookings_of(actor, visit),
        "corrections": corrections(actor, visit, len(runs)),
        "notes": notes_of(actor, visit) if may_consult else [],
        "plan": plan_of(actor, visit) if may_plan else [],
        "treatments": treatments_of(actor, visit) if may_plan else [],
        **_guardian(actor, visit),
        "orders": orders_of_visit(actor, visit.pk) if actor.may("billing.view") else [],
    }
    return render(request, "visits/visit.html", context)


def _guardian(actor: Actor, visit: Visit) -> dict[str, Any]:
    found = queries.guardian_of(actor, visit) if visit.guardian_present else None
    number = found.identity_no if found else ""
    masked = shown(actor, "customers.id_number", number, phones.mask, at=[visit.store_id])
    here = queries.guardian_is_here(visit)
    return {"guardian": found, "guardian_number": masked, "guardian_is_here": here}


@screen("visits.view")
def of_customer(
    request: HttpRequest, actor: Actor, *, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """List a customer's visits for her file."""
    rows = queries.of_customer(actor, get_customer(actor, customer_id).pk)
    return render(request, "visits/_of_customer.html", {"visits": rows})
