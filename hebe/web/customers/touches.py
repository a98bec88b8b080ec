"""Small acts on one customer: team, tags, contacts, mark, reveal, receive."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.access.guesses import counting_guesses
from hebe.customers import queries, services
from hebe.customers.errors import NumberDoesNotFit
from hebe.web.customers.touch_forms import ContactForm, ReasonForm, TeamForm
from hebe.web.drawer import drawer
from hebe.web.forms import key_in, typed
from hebe.web.screen import go, screen


def _back(customer_id: int) -> str:
    return reverse("customers:detail", args=[customer_id])


@screen("customers.team")
def team(request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any) -> HttpResponse:
    """Say who cares for her."""
    she = queries.get_customer(actor, customer_id, "customers.team")
    form = TeamForm(actor, she, typed(request))
    saved = form.attempt(
        lambda: services.set_team(
            actor, customer_id=customer_id, seen=form.seen, **form.cleaned_data
        )
    )
    if saved is not None:
        is_still_hers = queries.customers(actor).filter(pk=customer_id).exists()
        there = _back(customer_id) if is_still_hers else reverse("customers:list")
        return go(request, there, _("The team was changed."))
    return drawer(request, "customers/_team.html", form, customer=she)


@screen("customers.tag")
def tags(request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any) -> HttpResponse:
    """Put tags on her and take them off: what was ticked or unticked here, nothing else."""
    she = queries.profile(actor, customer_id)
    worn = {mark.id for mark in she.card.tags}
    every = list(queries.tag_list(actor))
    if request.method == "POST":
        ticked, opened = (
            {key_in(key) for key in request.POST.getlist(name)} for name in ("tag", "worn")
        )
        for tag in every:
            if tag.pk in ticked - opened:
                services.tag_customer(actor, customer_id=customer_id, tag_id=tag.pk)
            elif tag.pk in opened - ticked:
                services.untag_customer(actor, customer_id=customer_id, tag_id=tag.pk)
        return go(request, _back(customer_id), _("The tags were saved."))
    return drawer(request, "customers/_tags.html", card=she.card, every=every, worn=worn)


@screen("customers.edit")
def contacts(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show her further contacts, and add one."""
    she = queries.profile(actor, customer_id)
    form = ContactForm(typed(request))
    made = form.attempt(
        lambda: services.add_contact(actor, customer_id=customer_id, **form.cleaned_data)
    )
    if made is not None:
        return go(request, _back(customer_id), _("The contact was added."))
    return drawer(request, "customers/_contacts.html", form, she=she, card=she.card)


@require_POST
@screen("customers.edit")
def drop_contact(
    request: HttpRequest, actor: Actor, customer_id: int, contact_id: int, **_kwargs: Any
) -> HttpResponse:
    """Take a contact off her file."""
    services.remove_contact(actor, customer_id=customer_id, contact_id=contact_id)
    return go(request, _back(customer_id), _("The contact was removed."))


@require_POST
@screen("customers.edit")
def key(request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any) -> HttpResponse:
    """Mark her as a key customer, or take the mark off."""
    on = request.POST.get("on") == "1"
    services.mark_key(actor, customer_id=customer_id, is_key=on)
    said = _("She is a key customer now.") if on else _("The mark was taken off.")
    return go(request, _back(customer_id), said)


@require_POST
@screen("customers.edit")
def confirm(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Say that her data were gone through with her."""
    services.confirm_data(actor, customer_id=customer_id)
    return go(request, _back(customer_id), _("Confirmed as of today."))


@require_POST
@screen("customers.view")
def receive(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Open a colleague's customer who gave her full number."""
    number = request.POST.get("number", "")
    with counting_guesses(request, actor, at="reception", wrong=(NumberDoesNotFit,)):
        services.receive_customer(actor, customer_id=customer_id, number=number)
    return go(request, _back(customer_id), _("You can work with her for the next 12 hours."))


@screen("customers.reveal")
def reveal(
    request: HttpRequest, actor: Actor, customer_id: int, field: str, **_kwargs: Any
) -> HttpResponse:
    """Ask for the reason, then show one number in full."""
    she = queries.profile(actor, customer_id)
    form = ReasonForm(typed(request))
    kind, _dash, contact = field.partition("-")
    context: dict[str, Any] = {"card": she.card, "field": field}
    if form.is_valid():
        context["value"] = services.reveal_field(
            actor,
            customer_id=customer_id,
            field=kind,
            reason=form.cleaned_data["reason"],
            contact_id=key_in(contact),
        )
    return drawer(request, "customers/_reveal.html", form, **context)
