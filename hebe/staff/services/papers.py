"""Licences of people."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid
from hebe.staff import events
from hebe.staff.choices import Licence, Post
from hebe.staff.models import Certificate, Member
from hebe.staff.services.members import locked_member
from hebe.tenancy.choices import Department
from hebe.tenancy.models import Store

HOLDERS = {
    Licence.LEAD_DOCTOR.value: Post.DOCTOR,
    Licence.PHYSICIAN.value: Post.DOCTOR,
    Licence.NURSE.value: Post.NURSE,
}


@requires("staff.edit")
@transaction.atomic
def add_certificate(
    actor: Actor,
    *,
    member_id: int,
    licence: str,
    number: str,
    valid_from: date,
    valid_to: date | None = None,
    department: str = "",
    store_id: int | None = None,
) -> Certificate:
    """Enter a licence: for one store, or (no store) for every store of the group.

    A lead doctor is filed for one medical department. Earlier papers stay as they were.
    NotYourStore or NotWholeGroup when the right does not reach where the licence counts.
    """
    member = locked_member(actor, member_id, "staff.edit")
    _refuse_unfit(member, licence, number, department, valid_from, valid_to)
    Store.objects.of(actor).chosen(store_id)
    _check_place(actor, store_id)
    paper: Certificate = Certificate.objects.of(actor).create(
        group_id=actor.group_id,
        member=member,
        licence=licence,
        number=number.strip(),
        department=department if licence == Licence.LEAD_DOCTOR else "",
        store_id=store_id,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    after = {"licence": licence, "department": paper.department, "store": store_id}
    publish(actor, events.CertificateAdded(member.pk, paper.pk), subject=paper, after=after)
    return paper


@requires("staff.edit")
@transaction.atomic
def end_certificate(actor: Actor, *, certificate_id: int, valid_to: date) -> Certificate:
    """Let a licence end on a day: withdrawn, not renewed, or filed elsewhere."""
    paper: Certificate = Certificate.objects.of(actor).locked().one(certificate_id)
    locked_member(actor, paper.member_id, "staff.edit")
    _check_place(actor, paper.store_id)
    if valid_to < paper.valid_from:
        raise Invalid("valid_to", _("The certificate would end before it begins."))
    before = {"valid_to": paper.valid_to.isoformat() if paper.valid_to else None}
    paper.valid_to = valid_to
    paper.save(update_fields=["valid_to"])
    event = events.CertificateEnded(paper.member_id, paper.pk, valid_to)
    publish(actor, event, subject=paper, before=before)
    return paper


def _check_place(actor: Actor, store_id: int | None) -> None:
    """Raise Forbidden unless the right reaches where a licence counts (None: everywhere)."""
    actor.check("staff.edit", store_id, whole=store_id is None)


def _refuse_unfit(
    member: Member,
    licence: str,
    number: str,
    department: str,
    valid_from: date,
    valid_to: date | None,
) -> None:
    if licence not in Licence.values:
        raise Invalid("licence")
    if member.post != HOLDERS[licence]:
        raise Invalid("licence", _("This licence does not suit the person's post."))
    medical = [d for d in Department.values if d != Department.LIFE]
    if licence == Licence.LEAD_DOCTOR and department not in medical:
        raise Invalid("department", _("A lead doctor is filed for a medical department."))
    if not number.strip() or len(number.strip()) > 60:
        raise Invalid("number", _("Please enter the number of the certificate."))
    if valid_to and valid_to < valid_from:
        raise Invalid("valid_to", _("The certificate would end before it begins."))
