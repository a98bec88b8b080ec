"""Somebody's time here, told in sentences."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.staff.choices import Post
from hebe.staff.models import Member
from hebe.staff.queries import Step, career_of

ORDER = ("post", "title", "stores", "left_on")


def career(actor: Actor, member: Member) -> list[tuple[datetime, str]]:
    """Return when somebody joined, moved and left, newest first."""
    told = [(step.at, _sentence(step)) for step in career_of(actor, member)]
    return [(at, text) for at, text in told if text]


def _sentence(step: Step) -> str:
    if step.act == "MemberJoined":
        return _("Joined as %(post)s") % {"post": _said("post", step.after.get("post"))}
    if step.act == "MemberLeft":
        day = step.after.get("left_on")
        return _("Last day %(day)s") % {"day": day} if day else _("Stays after all")
    moved = [name for name in ORDER if name in step.after]
    return _("; ").join(_move(name, step.before.get(name), step.after[name]) for name in moved)


def _move(name: str, before: Any, after: Any) -> str:
    labels = {"post": _("Post"), "title": _("Job title"), "stores": _("Stores")}
    return _("%(what)s: %(old)s → %(new)s") % {
        "what": labels.get(name, name), "old": _said(name, before), "new": _said(name, after),
    }  # fmt: skip


def _said(name: str, value: Any) -> str:
    if name == "post":
        return str(Post(value).label) if value in Post.values else "—"
    if isinstance(value, list):
        return _(", ").join(value) or "—"
    return str(value or "—")
