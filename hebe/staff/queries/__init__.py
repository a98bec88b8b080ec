"""Reads about people at work."""

from hebe.staff.queries.members import (
    find_member,
    get_member,
    me,
    member_list,
    members_at,
    phone_shown,
)
from hebe.staff.queries.qualification import (
    Qualification,
    doctors_for,
    ensure_qualified,
    performers_for,
    qualification_facts,
    qualified,
)
from hebe.staff.queries.roster import Day, roster_week, shifts_of_day, shifts_of_member

__all__ = [
    "Day",
    "Qualification",
    "doctors_for",
    "ensure_qualified",
    "find_member",
    "get_member",
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
]
