"""Reads about people at work."""

from hebe.staff.queries.members import (
    Paper,
    certificates_of,
    find_member,
    get_certificate,
    get_member,
    me,
    member_list,
    members_at,
    phone_shown,
    skills_of,
    users_without_member,
)
from hebe.staff.queries.qualification import (
    Qualification,
    doctors_for,
    ensure_skilled,
    performers_for,
    qualification_facts,
    qualified,
)
from hebe.staff.queries.roster import (
    Day,
    get_shift,
    roster_week,
    shifts_of_day,
    shifts_of_member,
    store_week,
)

__all__ = [
    "Day",
    "Paper",
    "Qualification",
    "certificates_of",
    "doctors_for",
    "ensure_skilled",
    "find_member",
    "get_certificate",
    "get_member",
    "get_shift",
    "me",
    "member_list",
    "members_at",
    "performers_for",
    "phone_shown",
    "qualification_facts",
    "qualified",
    "roster_week",
    "shifts_of_day",
    "shifts_of_member",
    "skills_of",
    "store_week",
    "users_without_member",
]
