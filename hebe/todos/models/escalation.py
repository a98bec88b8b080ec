"""Whom late work is told to, and when it was."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.staff.choices import Post
from hebe.staff.models import Member
from hebe.tenancy.models import GroupModel
from hebe.todos.choices import Told
from hebe.todos.models.work import Todo


class EscalationStep(GroupModel):
    """How long after its deadline open work of a kind is told to whom, and how often.

    A kind without rows follows the steps it was registered with; `right` or `post` says whom
    where `to` asks for one. With `repeat_minutes` 0 it is told once.
    """

    kind = models.CharField(_("kind"), max_length=40)
    position = models.PositiveSmallIntegerField()
    after_minutes = models.PositiveIntegerField(_("minutes after the deadline"))
    to = models.CharField(_("tell"), max_length=10, choices=Told)
    post = models.CharField(_("post"), max_length=12, choices=Post, blank=True)
    right = models.CharField(max_length=80, blank=True)
    repeat_minutes = models.PositiveIntegerField(_("again every (minutes)"), default=0)
    times = models.PositiveSmallIntegerField(_("times at most"), default=1)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "kind", "position"), name="one_escalation_step_per_position"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"


class Escalation(GroupModel):
    """Somebody was told that work is late; nobody stands there where nobody could be."""

    todo = models.ForeignKey(Todo, on_delete=models.PROTECT, related_name="escalations")
    position = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    withheld_rights = ("UPDATE", "DELETE")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("todo", "position", "round", "member"),
                name="told_once_per_round",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.todo_id} {self.position}.{self.round}"
