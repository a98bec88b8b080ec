"""Every handler's part of an event is a row of its own from the start, with its attempts.

The tables are made anew: what lay in them were events on their way, which live for days.
"""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

KEY = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)
UNSCOPED = [("unscoped", django.db.models.manager.Manager())]
STATES = [
    ("waiting", "On its way"),
    ("done", "Done"),
    ("resting", "Failed, resting"),
    ("dismissed", "Dismissed"),
]


def group() -> models.ForeignKey:
    """Return the reference to whose row it is."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.group"
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_audit_is_append_only")]
    operations = [
        migrations.DeleteModel("Delivery"),
        migrations.DeleteModel("Outbox"),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                ("id", KEY),
                ("name", models.CharField(max_length=60)),
                ("payload", models.JSONField()),
                ("happened_at", models.DateTimeField()),
                (
                    "audit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.audit",
                    ),
                ),
                ("group", group()),
            ],
            options={
                "indexes": [models.Index(fields=["group", "-id"], name="events_newest_first")]
            },
            managers=UNSCOPED,
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", KEY),
                ("handler", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(choices=STATES, default="waiting", max_length=10),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("tried_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=200)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="journal.outbox",
                    ),
                ),
                ("group", group()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["group", "next_at"],
                        name="due_deliveries",
                    ),
                    models.Index(
                        condition=models.Q(("state", "resting")),
                        fields=["group", "-id"],
                        name="resting_deliveries",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "handler"), name="one_delivery_per_handler"
                    )
                ],
            },
            managers=UNSCOPED,
        ),
        migrations.CreateModel(
            name="DayCount",
            fields=[
                ("id", KEY),
                ("day", models.DateField()),
                ("store_id", models.BigIntegerField(null=True)),
                ("name", models.CharField(max_length=60)),
                ("count", models.PositiveIntegerField(default=0)),
                ("group", group()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "day", "name", "store_id"),
                        name="one_count_per_day_and_place",
                        nulls_distinct=False,
                    )
                ]
            },
            managers=UNSCOPED,
        ),
    ]
