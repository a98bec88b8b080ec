"""What the rules said, and what a group decided where the law leaves it open."""

from django.db import models

from hebe.compliance.choices import Trigger
from hebe.kernel.fields import SealedTextField
from hebe.tenancy.models import GroupModel, Store
from hebe.tenancy.reach import Reach


class RuleSetting(GroupModel):
    """A group's own severity for a rule that its registry entry marks as relaxable."""

    rule = models.CharField(max_length=20)
    severity = models.CharField(max_length=8)
    reason = models.CharField(max_length=300)
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "rule"), name="one_setting_per_rule"),
        )

    def __str__(self) -> str:
        return self.rule


class RuleParameter(GroupModel):
    """What a store, or without one the whole group, set where the law leaves a range."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", null=True)
    rule = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "store", "rule", "name"),
                name="one_value_per_parameter",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.name}"


class Finding(GroupModel):
    """A warning that was passed with a reason, or a block; the evidence of evaluation.

    `facts` are those the rule looked at, `parameters` what the store had set for it.
    Of the days before stores were kept with it, it is the group's.
    """

    reached_by = Reach()

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", null=True)
    rule = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    trigger = models.CharField(max_length=40)
    outcome = models.CharField(max_length=8)
    subject = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)
    parameters = models.JSONField(default=dict)
    reason = SealedTextField(max_length=300, blank=True)
    who = models.CharField(max_length=60)
    at = models.DateTimeField()

    withheld_rights = ("UPDATE", "DELETE")

    def __str__(self) -> str:
        return f"{self.rule} {self.outcome}"

    @property
    def moment(self) -> str:
        """Return the moment of asking in words."""
        return str(
            Trigger(self.trigger).label if self.trigger in Trigger.values else self.trigger
        )
