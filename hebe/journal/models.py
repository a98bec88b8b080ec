"""What happened: told to handlers, kept for auditors, shown on timelines."""

from django.db import models

from hebe.tenancy.models import GroupModel


class Outbox(GroupModel):
    """An event on its way to the handlers of higher apps."""

    name = models.CharField(max_length=60)
    payload = models.JSONField()
    happened_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("id",), name="undelivered_events", condition=models.Q(delivered_at=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Delivery(GroupModel):
    """One handler has done its part for one event; written in the handler's transaction."""

    event = models.ForeignKey(Outbox, on_delete=models.CASCADE, related_name="+")
    handler = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("event", "handler"), name="one_delivery_per_handler"
            ),
        )

    def __str__(self) -> str:
        return f"{self.event_id} {self.handler}"


class Audit(GroupModel):
    """Who did or viewed what, when, from where. Never changed, never deleted."""

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
