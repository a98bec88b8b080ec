"""Screens of licences and skills."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.staff.queries import get_certificate, get_member, skills_of
from hebe.staff.services import add_certificate, end_certificate, set_skills
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.screen import go, screen
from hebe.web.staff.forms import CertificateForm, EndForm, SkillsForm


@screen("staff.edit")
def add(request: HttpRequest, actor: Actor, member_id: int) -> HttpResponse:
    """Enter a licence."""
    found = get_member(actor, member_id)
    form = CertificateForm(actor, typed(request))
    done = form.attempt(
        lambda: add_certificate(actor, member_id=member_id, **form.cleaned_data)
    )
    if done is not None:
        return go(request, reverse("staff:member", args=[member_id]), _("Saved."))
    return drawer(request, "staff/_certificate.html", form, member=found)


@screen("staff.edit")
def end(request: HttpRequest, actor: Actor, certificate_id: int) -> HttpResponse:
    """Let a licence end on a day."""
    paper = get_certificate(actor, certificate_id)
    form = EndForm(typed(request), initial={"valid_to": paper.valid_to})
    done = form.attempt(
        lambda: end_certificate(actor, certificate_id=certificate_id, **form.cleaned_data)
    )
    if done is not None:
        return go(request, reverse("staff:member", args=[paper.member_id]), _("Saved."))
    return drawer(request, "staff/_end.html", form, paper=paper)


@screen("staff.edit")
def skills(request: HttpRequest, actor: Actor, member_id: int) -> HttpResponse:
    """List the items a person may do."""
    found = get_member(actor, member_id)
    listed = [skill.item_id for skill in skills_of(actor, found)]
    form = SkillsForm(actor, typed(request), initial={"item_ids": listed})
    done = form.attempt(lambda: set_skills(actor, member_id=member_id, **form.cleaned_data))
    if done is not None:
        return go(request, reverse("staff:member", args=[member_id]), _("Saved."))
    return drawer(request, "staff/_skills.html", form, member=found)
