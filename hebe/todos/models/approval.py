"""What somebody asked leave for, as she asked it, and what was decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hebe.access.models import User
from hebe.tenancy.models import GroupModel
from hebe.todos.choices import Outcome
from hebe.todos.models.work import Todo


class Approval(GroupModel):
    """What is asked for; the database refuses to change it.

    The kind of the to-do says which act approval calls, with these `arguments`. The amounts
    are in fen, where it is about money.
    """

    todo = models.OneToOneField(Todo, on_delete=models.PROTECT, related_name="approval")
    arguments = models.JSONField()
    sentence = models.CharField(max_length=300)
    before_fen = models.BigIntegerField(null=True)
    after_fen = models.BigIntegerField(null=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    asker = models.CharField(max_length=60)
    asked_at = models.DateTimeField()

    withheld_rights = ("UPDATE", "DELETE")

    def __str__(self) -> str:
        return self.sentence


class Decision(GroupModel):
    """Yes or no, once: who, when, and why not."""

    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    who = models.CharField(max_length=60)
    user_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    withheld_rights = ("UPDATE", "DELETE")

    def __str__(self) -> str:
        return f"{self.approval_id} {self.outcome}"
