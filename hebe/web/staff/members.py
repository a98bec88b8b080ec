"""Screens of people at work."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.access.fields import may_at
from hebe.journal.publish import record_view
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden
from hebe.staff.models import Member
from hebe.staff.queries import (
    certificates_of,
    get_member,
    history_shown,
    member_list,
    phone_shown,
    places_of,
    roster_week,
    skills_of,
)
from hebe.staff.services import create_member, update_member
from hebe.web.exporting import export_matching, posted
from hebe.web.forms import typed
from hebe.web.screen import go, is_htmx, screen
from hebe.web.staff import cells
from hebe.web.staff.career import career
from hebe.web.staff.forms import EditMemberForm, MemberForm
from hebe.web.staff.leaving import left_behind, work_left_behind
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
        "sees_phone": _sees_phone(actor, found),
        "history": history_shown(actor, found),
        "papers": [(p, cells.paper(p)) for p in certificates_of(found, actor.zone)],
        "career": career(actor, found),
        "skills": skills_of(actor, found),
        "left_behind": left_behind(actor, found),
        "open_todos": work_left_behind(actor, found),
        "week": roster_week(actor, found, first),
        "links": links,
        "today": clock.today(actor.zone),
        "stores": found.stores.order_by("pk"),
    }
    page = "staff/_week.html" if is_htmx(request) else "staff/member.html"
    return render(request, page, context)


def _sees_phone(actor: Actor, member: Member) -> bool:
    return may_at(actor, "see.staff.phone", places_of(member))


@screen("staff.view")
def phone(request: HttpRequest, actor: Actor, member_id: int) -> HttpResponse:
    """Show a phone in full to who may see it, and keep in the audit trail that it was seen."""
    found = get_member(actor, member_id)
    if not _sees_phone(actor, found) and found.user_id != actor.user_id:
        raise Forbidden("see.staff.phone")
    record_view(actor, found, what="phone seen")
    page = "staff/_phone.html" if is_htmx(request) else "staff/phone.html"
    return render(request, page, {"member": found, "phone": phone_shown(actor, found)})


def _shown(request: HttpRequest, form: MemberForm, member: Member | None) -> HttpResponse:
    context = {"form": form, "member": member}
    status = 422 if form.errors else 200
    return render(request, "staff/member_form.html", context, status=status)


@screen("staff.edit")
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Employ somebody."""
    initial = {"store_ids": [actor.store_id] if actor.store_id else []}
    form = MemberForm(actor, typed(request), initial=initial)
    made = form.attempt(lambda: create_member(actor, **form.cleaned_data))
    if made is not None:
        message = _("%(name)s was added.") % {"name": made.name}
        return go(request, reverse("staff:member", args=[made.pk]), message)
    return _shown(request, form, None)


@screen("staff.edit")
def edit(request: HttpRequest, actor: Actor, member_id: int) -> HttpResponse:
    """Change a person's data and stores."""
    found = get_member(actor, member_id)
    form = EditMemberForm(actor, found, typed(request))
    saved = form.attempt(
        lambda: update_member(actor, member_id=member_id, seen=form.seen, **form.given())
    )
    if saved is not None:
        return go(request, reverse("staff:member", args=[member_id]), _("Saved."))
    return _shown(request, form, found)
