"""People at work as a workbook."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.jobs.exports import Columns, Sheet, offer_sheet
from hebe.staff.models import Member
from hebe.staff.queries import member_list, phone_shown
from hebe.staff.queries.members import reached


def _columns(actor: Actor) -> Columns:
    return [
        (_("Name"), lambda member: member.name),
        (_("Post"), lambda member: member.get_post_display()),
        (_("Title"), lambda member: member.title),
        (_("Stores"), lambda member: "、".join(store.name for store in member.stores.all())),
        (_("Licences"), _licences),
        (_("Phone"), lambda member: phone_shown(actor, member) or ""),
        (_("First day"), lambda member: member.hired_on),
        (_("Last day"), lambda member: member.left_on),
    ]


def _licences(member: Member) -> str:
    return "、".join(
        " ".join(filter(None, (paper.get_licence_display(), paper.number)))
        for paper in member.certificates.all()
    )


def _members(actor: Actor, keys: Sequence[int]) -> Iterable[Member]:
    within = reached(actor, "staff.export").filter(pk__in=keys).values("pk")
    for has_left in (False, True):
        yield from member_list(actor, has_left=has_left).filter(pk__in=within)


offer_sheet(Sheet("staff", gettext_lazy("Staff"), "staff.export", _columns, _members))
