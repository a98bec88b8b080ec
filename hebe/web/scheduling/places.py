"""Rooms, devices, absence, and time that is closed."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.catalog.choices import RoomType
from hebe.catalog.queries import device_types
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, Refused
from hebe.scheduling import queries, services
from hebe.scheduling.choices import ClaimKind, ResourceKind
from hebe.scheduling.hours import diary_bounds, goes_past_midnight
from hebe.scheduling.models import Resource
from hebe.staff.choices import CLINICIANS, Post
from hebe.staff.models import Member
from hebe.staff.queries import members_at
from hebe.tenancy.models import Store
from hebe.web.clocks import ClockField
from hebe.web.forms import KeptForm, typed
from hebe.web.scheduling.heeding import heeded
from hebe.web.scheduling.reading import day_from, key_of, sent
from hebe.web.screen import go, screen


class ResourceForm(KeptForm):
    """A room (of a known kind) or a device (of any kind that items name)."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ResourceKind.choices)
    room_type = forms.ChoiceField(
        label=gettext_lazy("Kind of room"), choices=RoomType.choices, required=False
    )
    device_type = forms.CharField(
        label=gettext_lazy("Kind of device"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"list": "device-types"}),
    )
    name = forms.CharField(label=gettext_lazy("Name of the room or device"), max_length=40)

    def facts(self) -> dict[str, str]:
        """Return what `create_resource` takes."""
        entered = self.cleaned_data
        return {
            "kind": entered["kind"],
            "resource_type": entered[f"{entered['kind']}_type"],
            "name": entered["name"],
        }

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal beside the field that it is about."""
        if refusal.field == "resource_type":
            refusal.field = f"{self.cleaned_data['kind']}_type"
        super().refuse(refusal)


class PresentForm(KeptForm):
    """A room or device that is there: its name, and whether it is in use."""

    name = forms.CharField(label=gettext_lazy("Name of the room or device"), max_length=40)
    is_active = forms.TypedChoiceField(
        label=gettext_lazy("In use"),
        choices=[("1", gettext_lazy("Yes")), ("0", gettext_lazy("No"))],
        coerce=lambda value: value == "1",
    )

    def __init__(self, resource: Resource, data: QueryDict | None = None) -> None:
        super().__init__(
            data, initial={"name": resource.name}, marks=services.resource_marks(resource)
        )


@screen("scheduling.resources")
def resource_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List rooms and devices, and add one."""
    store = queries.store_of(actor, None)
    form = ResourceForm(typed(request))
    if form.attempt(lambda: services.create_resource(actor, store_id=store.pk, **form.facts())):
        return go(request, reverse("scheduling:resources"), _("Added."))
    return _page(request, actor, form, {})


@require_POST
@screen("scheduling.resources")
def update(request: HttpRequest, actor: Actor, resource_id: int) -> HttpResponse:
    """Rename a room or device, or take it out of use."""
    found = queries.get_resource(actor, resource_id)
    form = PresentForm(found, request.POST)
    save = partial(services.update_resource, actor, resource_id=resource_id)
    if form.attempt(
        lambda: heeded(
            request, actor, [found.store_id], lambda: save(seen=form.seen, **form.cleaned_data)
        )
    ):
        return go(request, reverse("scheduling:resources"), _("Saved."))
    return _page(request, actor, ResourceForm(), {resource_id: form})


def _page(
    request: HttpRequest, actor: Actor, form: ResourceForm, edited: Mapping[int, PresentForm]
) -> HttpResponse:
    """Show the rooms and devices; `edited` are forms, by key, that were not accepted."""
    store = queries.store_of(actor, None)
    labels = dict(RoomType.choices)
    rows = [
        (r, labels.get(r.type, r.type), edited.get(r.pk) or PresentForm(r))
        for r in queries.resources(actor, store)
    ]
    context = {
        "form": form,
        "store": store,
        "shelves": [(k.label, [row for row in rows if row[0].kind == k]) for k in ResourceKind],
        "device_types": device_types(actor),
    }
    status = 422 if form.errors or edited else 200
    return render(request, "scheduling/resources.html", context, status=status)


@screen("scheduling.block")
def absence(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Somebody is suddenly absent: close her time, see whom it concerns, move them."""
    store = queries.store_of(actor, None)
    day = day_from(sent(request, "day"), store.timezone)
    people = list(members_at(actor, store, day, (*CLINICIANS, Post.ADVISOR)))
    member = next((m for m in people if m.pk == key_of(request, "member")), None)
    context: dict[str, Any] = {"store": store, "day": day, "people": people, "member": member}
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            there = _close(request, actor, store, member, day)
        except Refused as no:
            refusal = no
        else:
            return go(request, there, _("The free time is closed."))
    if member is not None:
        context |= _concerns(actor, store, member, day)
    context |= {"refusal": refusal, "advice": refusal.advice if refusal else ""}
    status = refusal.status if refusal else 200
    return render(request, "scheduling/absence.html", context, status=status)


def _close(
    request: HttpRequest, actor: Actor, store: Store, member: Member | None, day: date
) -> str:
    """Close what is free of the stretch that was sent; return where to see it."""
    if member is None:
        raise Invalid("member", _("Choose somebody who works here."))
    first, last = _stretch(request, store, day)
    services.close_free_time(
        actor, store_id=store.pk, member_id=member.pk, starts_at=first, ends_at=last,
        reason=sent(request, "reason"),
    )  # fmt: skip
    return f"{reverse('scheduling:absence')}?member={member.pk}&day={day.isoformat()}"


def _stretch(request: HttpRequest, store: Store, day: date) -> tuple[datetime, datetime]:
    """Return the stretch that was sent; at night it may end on the next day."""
    first, last = (_clock(request, name) for name in ("from", "until"))
    later = timedelta(days=last <= first)
    if later and last != time(0) and not goes_past_midnight(store):
        raise Invalid("until", _("The end is before the start."))
    return clock.at(day, first, store.timezone), clock.at(day + later, last, store.timezone)


def _clock(request: HttpRequest, name: str) -> time:
    try:
        found = ClockField().clean(sent(request, name))
    except forms.ValidationError as wrong:
        raise Invalid(name, _("Enter a time such as 18:00.")) from wrong
    assert isinstance(found, time)
    return found


def _concerns(actor: Actor, store: Store, member: Member, day: date) -> dict[str, Any]:
    start, end = diary_bounds(store, day)
    closed = queries.closed_times(actor, ClaimKind.MEMBER, [member.pk], start, end)
    return {
        "affected": queries.affected_by_absence(actor, member, start, end),
        "closed": closed.get(member.pk, []),
    }


@require_POST
@screen("scheduling.block")
def unblock(request: HttpRequest, actor: Actor, claim_id: int) -> HttpResponse:
    """Open closed time again."""
    services.unblock_time(actor, claim_id=claim_id)
    day, member = sent(request, "day")[:10], key_of(request, "member") or ""
    address = f"{reverse('scheduling:absence')}?member={member}&day={day}"
    return go(request, address, _("The time is open again."))
