"""Addresses of people at work."""

from django.urls import path

from hebe.web.staff import leaving, members, papers, roster

app_name = "staff"
urlpatterns = [
    path("staff/", members.members, name="list"),
    path("staff/export/", members.export, name="export"),
    path("staff/new/", members.create, name="create"),
    path("staff/<int:member_id>/", members.member, name="member"),
    path("staff/<int:member_id>/edit/", members.edit, name="edit"),
    path("staff/<int:member_id>/leave/", leaving.last_day, name="leave"),
    path("staff/<int:member_id>/phone/", members.phone, name="phone"),
    path("staff/<int:member_id>/skills/", papers.skills, name="skills"),
    path("staff/<int:member_id>/certificates/new/", papers.add, name="add_certificate"),
    path("staff/certificates/<int:certificate_id>/end/", papers.end, name="end_certificate"),
    path("staff/<int:member_id>/shifts/new/", roster.add, name="add_shifts"),
    path("staff/shifts/<int:shift_id>/remove/", roster.remove, name="remove_shift"),
    path("staff/roster/", roster.week, name="roster"),
]
