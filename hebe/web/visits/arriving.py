"""Arrivals, and what is asked of who has come: her birthday, her guardian."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.customers.queries import alerts, card_of, get_customer
from hebe.customers.services import update_customer
from hebe.kernel import clock
from hebe.kernel.freshness import marks
from hebe.scheduling.choices import TO_COME
from hebe.scheduling.queries import day_list, get_appointment
from hebe.visits.queries import expected_today, get_visit
from hebe.visits.services import confirm_guardian, register_arrival
from hebe.web.drawer import drawer
from hebe.web.forms import key_in, typed
from hebe.web.screen import go, screen
from hebe.web.visits.board import store_of
from hebe.web.visits.forms import ArriveForm, BirthdayForm, GuardianForm

PAGES = {"visit": "visits:visit", "record": "clinical:record", "treat": "clinical:treat"}


@screen("visits.arrive")
def arrive(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Register who has just come in."""
    store = store_of(actor)
    form = ArriveForm(typed(request))
    who = _who(request, actor)
    booked = who.get("booked", ())
    form.offer(booked, _key(request, "appointment"))
    visit = form.attempt(lambda: _register(actor, store.pk, form))
    if visit is not None:
        text = _("Arrival registered: number %(number)s.") % {"number": visit.number}
        return go(request, reverse("visits:board"), text)
    today = day_list(actor, store, clock.today(store.timezone))
    expected = [a for a in today if a.status in TO_COME]
    if form.is_bound:  # her birthday may have been entered with it
        who = _who(request, actor)
    form.initial["name"] = who.pop("guardian_name", "")
    return drawer(request, "visits/_arrive.html", form, store=store, expected=expected, **who)


def _register(actor: Actor, store_id: int, form: ArriveForm) -> Any:
    entered = form.cleaned_data
    first, also = form.chosen()
    if entered["birthday"]:
        update_customer(actor, customer_id=entered["customer"], birthday=entered["birthday"])
    return register_arrival(
        actor,
        store_id=store_id,
        customer_id=entered["customer"],
        appointment_id=first,
        also=also,
        purpose=entered["purpose"],
        guardian=form.guardian(),
    )


def _key(request: HttpRequest, name: str) -> int | None:
    return key_in(request.POST.get(name) or request.GET.get(name))


def _who(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    if key := _key(request, "appointment") or _key(request, "via"):
        appointment = get_appointment(actor, key)
        customer = appointment.customer
    elif key := _key(request, "customer"):
        appointment, customer = None, get_customer(actor, key)
    else:
        return {}
    at = [appointment.store_id] if appointment else []
    store = store_of(actor)
    may_look = actor.may("scheduling.view", store.pk)
    return {
        "booked": expected_today(actor, store, customer.pk) if may_look else [],
        "appointment": appointment,
        "customer": card_of(actor, customer, at=at),
        "guardian_name": customer.guardian_name,
        "alerts": alerts(actor, customer, at=at),
    }


@screen("visits.arrive")
def guardian(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Note that a minor's guardian has come, and what she showed."""
    visit = get_visit(actor, visit_id)
    form = GuardianForm(typed(request), initial={"name": visit.customer.guardian_name})
    if form.attempt(lambda: confirm_guardian(actor, visit_id=visit_id, guardian=form.papers())):
        address = reverse("visits:visit", args=[visit_id])
        return go(request, address, _("Noted: her guardian is here."))
    return drawer(request, "visits/_guardian.html", form, visit=visit)


@screen("customers.edit")
def birthday(
    request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any
) -> HttpResponse:
    """Enter when she was born, from wherever in her visit it turns out to be missing.

    What somebody else entered meanwhile is shown, not overwritten.
    """
    visit = get_visit(actor, visit_id)
    asked_from = (request.POST or request.GET).get("back", "")
    now = {"birthday": visit.customer.birthday}
    form = BirthdayForm(typed(request), initial=now, marks=marks(now))
    if form.attempt(
        lambda: update_customer(
            actor, customer_id=visit.customer_id, seen=form.seen, **form.cleaned_data
        )
    ):
        back = reverse(PAGES.get(asked_from, PAGES["visit"]), args=[visit_id])
        return go(request, back, _("Her birthday is on file."))
    return drawer(request, "visits/_birthday.html", form, visit=visit, back=asked_from)
