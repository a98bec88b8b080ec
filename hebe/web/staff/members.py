"""Screens of people at work."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.access.fields import shown
from hebe.journal.publish import record_view
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Refused
from hebe.kernel.freshness import ChangedMeanwhile
from hebe.staff.models import Member
from hebe.staff.queries import (
    certificates_of,
    get_member,
    member_list,
    phone_shown,
    roster_week,
    skills_of,
)
from hebe.staff.services import create_member, leave, marks_of, update_member
from hebe.web.exporting import export_matching, posted
from hebe.web.screen import go, is_htmx, screen
from hebe.web.staff.career import career
from hebe.web.staff.forms import LeaveForm, MemberForm
from hebe.web.staff.roster import week_links
from hebe.web.staff.tables import MemberTable


@screen("staff.view")
def members(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List who works here, or who left."""
    page = MemberTable(actor, request.GET).page(_listed(actor, request.GET))
    for row in page.rows:
        row.phone_shown = phone_shown(actor, row)
        row.papers = certificates_of(row, actor.zone)
    return render(
        request, "staff/members.html", {"page": page, "has_left": _former(request.GET)}
    )


@require_POST
@screen("staff.export")
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write all matching people to a workbook."""
    return export_matching(request, actor, MemberTable, _listed(actor, posted(request)))


def _former(query: QueryDict) -> bool:
    return query.get("left") == "1"


def _listed(actor: Actor, query: QueryDict) -> QuerySet[Any]:
    return member_list(actor, has_left=_former(query))


@screen("staff.view")
def member(request: HttpRequest, actor: Actor, member_id: int) -> HttpResponse:
    """Show a person: facts, licences, skills, week."""
    found = get_member(actor, member_id)
    first, links = week_links(request, actor)
    context = {
        "member": found,
        "phone": phone_shown(actor, found),
        "history": shown(actor, "staff.history", found.history),
        "papers": certificates_of(found, actor.zone),
        "career": career(actor, found),
        "skills": skills_of(actor, found),
        "week": roster_week(actor, found, first),
        "links": links,
        "today": clock.today(actor.zone),
        "stores": found.stores.order_by("pk"),
    }
    page = "staff/_week.html" if is_htmx(request) else "staff/member.html"
    return render(request, page, context)


@screen("staff.view")
def phone(request: HttpRequest, actor: Actor, member_id: int) -> HttpResponse:
    """Show a phone in full to who may see it, and keep in the audit trail that it was seen."""
    found = get_member(actor, member_id)
    if not actor.may("see.staff.phone") and found.user_id != actor.user_id:
        raise Forbidden("see.staff.phone")
    record_view(actor, found, what="phone seen")
    return render(request, "staff/_phone.html", {"phone": phone_shown(actor, found)})


def _shown(request: HttpRequest, form: MemberForm, member: Member | None) -> HttpResponse:
    context = {"form": form, "member": member}
    status = 422 if form.errors else 200
    return render(request, "staff/member_form.html", context, status=status)


@screen("staff.edit")
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Employ somebody."""
    if request.method != "POST":
        initial = {"store_ids": [actor.store_id] if actor.store_id else []}
        return _shown(request, MemberForm(actor, initial=initial), None)
    form = MemberForm(actor, request.POST)
    made = form.attempt(lambda: create_member(actor, **form.cleaned_data))
    if made is not None:
        message = _("%(name)s was added.") % {"name": made.name}
        return go(request, reverse("staff:member", args=[made.pk]), message)
    return _shown(request, form, None)


@screen("staff.edit")
def edit(request: HttpRequest, actor: Actor, member_id: int) -> HttpResponse:
    """Change a person's data and stores."""
    found = get_member(actor, member_id)
    placed = list(found.stores.values_list("pk", flat=True))
    if request.method != "POST":
        names = ["name", "post", "title", "phone", "hired_on", "user_id", "history"]
        initial: dict[str, Any] = {name: getattr(found, name) for name in names}
        form = MemberForm(actor, member=found, initial=initial | {"store_ids": placed})
        form.seen = marks_of(found)
        return _shown(request, form, found)
    form = MemberForm(actor, request.POST, member=found)
    form.seen = request.POST.get("seen", "")
    if form.is_valid():
        given = form.cleaned_data
        offered = {key for key, _name in form.fields["store_ids"].choices}  # type: ignore[attr-defined]
        given["store_ids"] += [key for key in placed if key not in offered]
        try:
            update_member(actor, member_id=member_id, seen=form.seen, **given)
        except ChangedMeanwhile as clash:
            form.refuse(clash)
            form.seen = marks_of(found)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return go(request, reverse("staff:member", args=[member_id]), _("Saved."))
    return _shown(request, form, found)


@screen("staff.edit")
def last_day(request: HttpRequest, actor: Actor, member_id: int) -> HttpResponse:
    """Note the last day at work."""
    found = get_member(actor, member_id)
    posted = request.method == "POST"
    form = LeaveForm(request.POST) if posted else LeaveForm(initial={"left_on": found.left_on})
    done = form.attempt(
        lambda: leave(actor, member_id=member_id, left_on=form.cleaned_data["left_on"])
    )
    if done is not None:
        return go(request, reverse("staff:member", args=[member_id]), _("Saved."))
    page = "staff/_leave.html" if is_htmx(request) else "staff/leave.html"
    context = {"form": form, "member": found}
    return render(request, page, context, status=422 if form.errors else 200)
