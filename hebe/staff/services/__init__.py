"""Acts on people at work."""

from hebe.staff.services.members import (
    MemberFields,
    create_member,
    leave,
    marks_of,
    update_member,
)
from hebe.staff.services.papers import add_certificate, end_certificate
from hebe.staff.services.roster import remove_shift, roster_shifts
from hebe.staff.services.skills import set_skills

__all__ = [
    "MemberFields",
    "add_certificate",
    "create_member",
    "end_certificate",
    "leave",
    "marks_of",
    "remove_shift",
    "roster_shifts",
    "set_skills",
    "update_member",
]
