"""The group's own lists: tags and channels."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.customers import queries, services
from hebe.kernel.errors import Invalid, Refused
from hebe.web.customers.forms import ChannelForm, TagForm
from hebe.web.screen import go, screen


@screen("customers.settings")
def tags(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the tags and channels, and add a tag."""
    form = TagForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _did(form, actor, services.create_tag):
        return go(request, reverse("customers:tags"), _("The tag was added."))
    return _page(request, actor, tag_form=form)


@screen("customers.settings")
def tag(request: HttpRequest, actor: Actor, tag_id: int, **_kwargs: Any) -> HttpResponse:
    """Rename or recolour a tag."""
    form = TagForm(request.POST)
    if request.method == "POST" and form.is_valid():
        services.edit_tag(actor, tag_id=tag_id, **form.cleaned_data)
        return go(request, reverse("customers:tags"), _("The tag was changed."))
    return _page(request, actor, tag_form=form)


@require_POST
@screen("customers.settings")
def channels(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Add a channel."""
    form = ChannelForm(request.POST)
    if form.is_valid() and _did(form, actor, services.create_channel):
        return go(request, reverse("customers:tags"), _("The channel was added."))
    return _page(request, actor, channel_form=form)


def _did(form: Any, actor: Actor, act: Any) -> bool:
    try:
        act(actor, **form.cleaned_data)
    except Invalid as wrong:
        form.add_error(wrong.field, str(wrong))
    except Refused as refusal:
        form.add_error("name", str(refusal))
    return not form.errors


def _page(
    request: HttpRequest, actor: Actor, tag_form: Any = None, channel_form: Any = None
) -> HttpResponse:
    bound = any(form is not None and form.is_bound for form in (tag_form, channel_form))
    context = {
        "tags": queries.tag_list(actor),
        "channels": queries.channel_list(actor),
        "tag_form": tag_form or TagForm(),
        "channel_form": channel_form or ChannelForm(),
        "tones": TagForm.base_fields["tone"].choices,  # type: ignore[attr-defined]
    }
    return render(request, "customers/settings.html", context, status=422 if bound else 200)
