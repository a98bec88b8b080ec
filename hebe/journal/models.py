"""What happened: told to handlers, kept for auditors, shown on timelines."""

from django.db import models
from django.db.models import Q

from hebe.journal.choices import State
from hebe.tenancy.models import GroupModel
from hebe.tenancy.reach import Reach


class Outbox(GroupModel):
    """An event on its way to the handlers of higher apps; `audit` says who and to what."""

    audit = models.OneToOneField("journal.Audit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    payload = models.JSONField()
    happened_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("group", "-id"), name="events_newest_first"),)

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Delivery(GroupModel):
    """One handler's part for one event; done in the handler's own transaction.

    `next_at` is when it is due, `tried_at` when it was last tried. `last_error` names the
    kind of the failure and its place in the code, never what was in it.
    """

    event = models.ForeignKey(Outbox, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("event", "handler"), name="one_delivery_per_handler"
            ),
        )
        indexes = (
            models.Index(
                fields=("group", "next_at"), name="due_deliveries",
                condition=Q(state=State.WAITING),
            ),
            models.Index(
                fields=("group", "-id"), name="resting_deliveries",
                condition=Q(state=State.RESTING),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.event_id} {self.handler}"


class DayCount(GroupModel):
    """How often events of one name happened on a day at a store; outlives the outbox."""

    day = models.DateField()
    store_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("group", "day", "name", "store_id"), nulls_distinct=False,
                name="one_count_per_day_and_place",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.day} {self.name}: {self.count}"


class Audit(GroupModel):
    """Who did or viewed what, when, from where. Never changed, never deleted."""

    reached_by = Reach()

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    who = models.CharField(max_length=60)
    via = models.CharField(max_length=8)
    ip = models.CharField(max_length=45, blank=True)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    store_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    withheld_rights = ("UPDATE", "DELETE")
    append_only = True

    class Meta:
        indexes = (
            models.Index(fields=("group", "-id"), name="audit_newest_first"),
            models.Index(fields=("group", "subject", "-id"), name="audit_of_a_subject"),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"


class Seal(GroupModel):
    """One link of a group's audit chain: hash(previous hash + the row in canonical JSON)."""

    seq = models.BigIntegerField()
    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="seal")
    digest = models.BinaryField(max_length=32)

    withheld_rights = ("UPDATE", "DELETE")
    append_only = True

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "seq"), name="one_seal_per_place"),
        )

    def __str__(self) -> str:
        return str(self.seq)


class TimelineEntry(GroupModel):
    """An event as a customer's timeline shows it."""

    customer_id = models.BigIntegerField()
    at = models.DateTimeField()
    who = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=16)
    payload = models.JSONField()

    class Meta:
        indexes = (
            models.Index(
                fields=("group", "customer_id", "-at", "-id"), name="timeline_newest_first"
            ),
        )

    def __str__(self) -> str:
        return f"{self.customer_id} {self.name}"
