"""Rooms, devices, and time that is closed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling import queries, services
from hebe.scheduling.choices import ResourceKind
from hebe.staff.queries import get_member, members_at
from hebe.web.scheduling.booking import key_of, moment_of
from hebe.web.scheduling.calendar import day_from
from hebe.web.screen import go, screen


class ResourceForm(forms.Form):
    """A room or device."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ResourceKind.choices)
    resource_type = forms.CharField(label=gettext_lazy("Type"), max_length=40)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=40)


@screen("scheduling.resources")
def resource_list(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """List rooms and devices, and add one."""
    store = queries.store_of(actor, None)
    form = ResourceForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            services.create_resource(actor, store_id=store.pk, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, reverse("scheduling:resources"), _("Added."))
    context = {"form": form, "rows": queries.resources(actor, store), "store": store}
    return render(request, "scheduling/resources.html", context, status=status)


@require_POST
@screen("scheduling.resources")
def update(
    request: HttpRequest, actor: Actor, *, resource_id: int, **_kwargs: Any
) -> HttpResponse:
    """Rename a room or device, or take it out of use."""
    services.update_resource(
        actor,
        resource_id=resource_id,
        name=request.POST.get("name", ""),
        is_active="is_active" in request.POST,
    )
    return go(request, reverse("scheduling:resources"), _("Saved."))


@screen("scheduling.block")
def absence(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Somebody is suddenly absent: see whom it concerns, move them, close her time."""
    store = queries.store_of(actor, None)
    day = day_from(request.POST.get("day") or request.GET.get("day") or "", store.timezone)
    member_id = key_of(request, "member")
    member = get_member(actor, member_id) if member_id else None
    context: dict[str, Any] = {"store": store, "day": day, "member": member}
    status = 200
    if request.method == "POST" and member is not None:
        try:
            services.block_time(
                actor,
                store_id=store.pk,
                member_id=member.pk,
                starts_at=moment_of(f"{day}T{request.POST.get('from', '')}", store.timezone),
                ends_at=moment_of(f"{day}T{request.POST.get('until', '')}", store.timezone),
                reason=request.POST.get("reason", ""),
            )
        except Refused as refusal:
            context |= {"refusal": refusal, "advice": refusal.advice}
            status = refusal.status
        else:
            address = f"{reverse('scheduling:calendar')}?day={day.isoformat()}"
            return go(request, address, _("Her time is closed."))
    context["people"] = members_at(actor, store, clock.today(store.timezone))
    context["affected"] = queries.affected_by_absence(actor, member, day) if member else []
    return render(request, "scheduling/absence.html", context, status=status)


@require_POST
@screen("scheduling.block")
def unblock(
    request: HttpRequest, actor: Actor, *, claim_id: int, **_kwargs: Any
) -> HttpResponse:
    """Open closed time again."""
    services.unblock_time(actor, claim_id=claim_id)
    return go(request, reverse("scheduling:calendar"), _("The time is open again."))
