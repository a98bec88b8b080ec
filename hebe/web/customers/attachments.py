"""The files on a customer's page: a card with pictures, a drawer to add one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.customers import queries, services
from hebe.files.purposes import PURPOSES
from hebe.web.drawer import drawer
from hebe.web.forms import KeptForm, typed
from hebe.web.screen import go, screen


class FileForm(KeptForm):
    """A file, and what it is."""

    file = forms.FileField(label=_("File"))
    note = forms.CharField(label=_("What it is"), max_length=120, required=False)

    def __init__(self, data: Any = None, **kept: Any) -> None:
        super().__init__(data, **kept)
        kinds = ",".join(f".{kind}" for kind in PURPOSES[services.PURPOSE].kinds)
        self.fields["file"].widget.attrs["accept"] = f"image/*,{kinds}"


class RemovalForm(KeptForm):
    """Why a file is taken away."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


def _page(customer_id: int) -> str:
    return reverse("customers:detail", args=[customer_id])


@require_GET
@screen("customers.files")
def of_customer(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show her files, newest first."""
    found = queries.attachments(actor, customer_id)
    context = {"attachments": found, "customer_id": customer_id}
    return render(request, "customers/_attachments.html", context)


@screen("customers.attach")
def attach(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Put a file on her page."""
    she = queries.get_customer(actor, customer_id, "customers.attach")
    form = FileForm(typed(request), files=request.FILES or None)
    made = form.attempt(
        lambda: services.attach_file(
            actor,
            customer_id=customer_id,
            name=form.cleaned_data["file"].name,
            content=form.cleaned_data["file"].read(),
            note=form.cleaned_data["note"],
        )
    )
    if made is not None:
        return go(request, _page(customer_id), gettext("The file was added."))
    return drawer(request, "customers/_attach.html", form, she=she)


@screen("customers.attach")
def remove(
    request: HttpRequest, actor: Actor, customer_id: int, attachment_id: int, **_kwargs: Any
) -> HttpResponse:
    """Take a file off her page, with the reason."""
    queries.get_customer(actor, customer_id, "customers.attach")
    form = RemovalForm(typed(request))
    gone = form.attempt(
        lambda: services.remove_attachment(
            actor, attachment_id=attachment_id, reason=form.cleaned_data["reason"]
        )
    )
    if gone is not None:
        return go(request, _page(customer_id), gettext("The file was taken away."))
    context = {"customer_id": customer_id, "attachment_id": attachment_id}
    return drawer(request, "customers/_remove_attachment.html", form, **context)


@require_GET
@screen("customers.files")
def download(
    request: HttpRequest, actor: Actor, customer_id: int, attachment_id: int, **_kwargs: Any
) -> HttpResponse:
    """Hand a file out; that it was opened stays in the audit trail."""
    del request, customer_id
    stored, content = queries.open_attachment(actor, attachment_id)
    return HttpResponse(content, headers=stored.headers)


@require_GET
@screen("customers.files")
def picture(
    request: HttpRequest, actor: Actor, customer_id: int, attachment_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show the small form of a picture inside the card."""
    del request, customer_id
    stored, content = queries.open_attachment(actor, attachment_id, is_small=True)
    headers = stored.shown_headers if stored.origin_id else stored.headers
    return HttpResponse(content, headers=headers)
