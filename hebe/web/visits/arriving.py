"""Arrivals, with or without an appointment."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.customers.queries import alerts, card_of, get_customer
from hebe.kernel import clock
from hebe.scheduling.choices import TO_COME
from hebe.scheduling.queries import day_list, get_appointment
from hebe.visits.services import register_arrival
from hebe.web.drawer import drawer
from hebe.web.forms import key_in, typed
from hebe.web.screen import go, screen
from hebe.web.visits.board import store_of
from hebe.web.visits.forms import ArriveForm


@screen("visits.arrive")
def arrive(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Register who has just come in."""
    store = store_of(actor)
    form = ArriveForm(typed(request))
    visit = form.attempt(lambda: _register(actor, store.pk, form))
    if visit is not None:
        text = _("Arrival registered: number %(number)s.") % {"number": visit.number}
        return go(request, reverse("visits:board"), text)
    today = day_list(actor, store, clock.today(store.timezone))
    expected = [a for a in today if a.status in TO_COME]
    who = _who(request, actor)
    form.initial["name"] = who.pop("guardian_name", "")
    return drawer(request, "visits/_arrive.html", form, store=store, expected=expected, **who)


def _register(actor: Actor, store_id: int, form: ArriveForm) -> Any:
    entered = form.cleaned_data
    return register_arrival(
        actor,
        store_id=store_id,
        customer_id=entered["customer"],
        appointment_id=entered["appointment"],
        purpose=entered["purpose"],
        guardian=form.guardian(),
    )


def _key(request: HttpRequest, name: str) -> int | None:
    return key_in(request.POST.get(name) or request.GET.get(name))


def _who(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    if key := _key(request, "appointment"):
        appointment = get_appointment(actor, key)
        customer = appointment.customer
    elif key := _key(request, "customer"):
        appointment, customer = None, get_customer(actor, key)
    else:
        return {}
    return {
        "appointment": appointment,
        "customer": card_of(actor, customer),
        "guardian_name": customer.guardian_name,
        "alerts": alerts(actor, customer),
    }
