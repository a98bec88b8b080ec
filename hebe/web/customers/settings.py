"""The group's own words: tags, channels and fields."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.customers import queries, services
from hebe.customers.choices import OwnKind
from hebe.customers.models import Tag
from hebe.web.customers.word_forms import (
    ChannelForm,
    NewOwnFieldForm,
    OldOwnFieldForm,
    TagForm,
)
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.screen import go, screen


@screen("customers.settings")
def tags(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the tags and channels, and add a tag."""
    form = TagForm(typed(request))
    if form.attempt(lambda: services.create_tag(actor, **form.cleaned_data)):
        return go(request, reverse("customers:tags"), _("The tag was added."))
    return _page(request, actor, tag_form=form)


@require_POST
@screen("customers.settings")
def tag(request: HttpRequest, actor: Actor, tag_id: int, **_kwargs: Any) -> HttpResponse:
    """Rename or recolour a tag."""
    form = _tag_form(queries.tag_list(actor).one(tag_id), request.POST)
    save = partial(services.edit_tag, actor, tag_id=tag_id)
    if form.attempt(lambda: save(seen=form.seen, **form.cleaned_data)):
        return go(request, reverse("customers:tags"), _("The tag was changed."))
    return _page(request, actor, edited={tag_id: form})


@require_POST
@screen("customers.settings")
def channels(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Add a channel."""
    form = ChannelForm(request.POST)
    if form.attempt(lambda: services.create_channel(actor, **form.cleaned_data)):
        return go(request, reverse("customers:tags"), _("The channel was added."))
    return _page(request, actor, channel_form=form)


@screen("customers.settings")
def own_field(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Ask one more thing of every customer."""
    form = NewOwnFieldForm(typed(request))
    if form.attempt(lambda: services.create_own_field(actor, **form.cleaned_data)):
        return go(request, reverse("customers:tags"), _("The field was added."))
    return drawer(request, "customers/_own_field.html", form, title=_("New field"))


@screen("customers.settings")
def edit_own_field(
    request: HttpRequest, actor: Actor, field_id: int, **_kwargs: Any
) -> HttpResponse:
    """Rename a field, change its words, or no longer ask for it."""
    asked = queries.get_own_field(actor, field_id)
    now = {name: getattr(asked, name) for name in ("name", "is_sensitive", "is_active")}
    form = OldOwnFieldForm(
        typed(request),
        initial=now | {"options": "\n".join(asked.options)},
        marks=services.own_field_marks(asked),
    )
    if asked.kind != OwnKind.CHOICE:
        del form.fields["options"]
    save = partial(services.edit_own_field, actor, field_id=field_id)
    if form.attempt(lambda: save(seen=form.seen, **form.cleaned_data)):
        return go(request, reverse("customers:tags"), _("The field was changed."))
    return drawer(request, "customers/_own_field.html", form, title=asked.name)


def _tag_form(tag: Tag, sent: QueryDict | None = None) -> TagForm:
    present = {"name": tag.name, "tone": tag.tone}
    return TagForm(sent, initial=present, marks=services.tag_marks(tag))


def _page(
    request: HttpRequest,
    actor: Actor,
    *,
    tag_form: TagForm | None = None,
    channel_form: ChannelForm | None = None,
    edited: Mapping[int, TagForm] | None = None,
) -> HttpResponse:
    """Show the words; `edited` are the forms of tags, by key, that were not accepted."""
    late = edited or {}
    forms = (tag_form, channel_form, *late.values())
    context = {
        "tags": [(tag, late.get(tag.pk) or _tag_form(tag)) for tag in queries.tag_list(actor)],
        "channels": queries.channel_list(actor),
        "own_fields": queries.own_fields(actor, is_active=None),
        "tag_form": tag_form or TagForm(),
        "channel_form": channel_form or ChannelForm(),
        "tones": TagForm.base_fields["tone"].choices,  # type: ignore[attr-defined]
    }
    status = 422 if any(form is not None and form.errors for form in forms) else 200
    return render(request, "customers/settings.html", context, status=status)
