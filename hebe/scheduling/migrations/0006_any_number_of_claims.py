"""A claim says what it is there for, and may be given up without being forgotten."""

import django.contrib.postgres.constraints
from django.db import migrations, models

from hebe.scheduling.schema import TAKEN

TAKEN_BEFORE = "DROP FUNCTION diary_taken(int[], bigint[], bigint, bigint, bigint)"
# What stood in the four columns: the first of each kind.
SAY = """
UPDATE resource_claim c SET
  what = CASE WHEN c.member_id = a.doctor_id THEN 'doctor'
    WHEN c.member_id IS NOT NULL THEN 'advisor' ELSE r.type END,
  position = CASE WHEN c.member_id = a.doctor_id THEN 0 WHEN c.member_id IS NOT NULL THEN 1
    WHEN r.kind = 'room' THEN 2 ELSE 3 END,
  is_named = c.member_id IS NOT NULL,
  turnaround_minutes = CASE WHEN c.kind = 2 THEN i.turnaround_minutes ELSE 0 END
FROM scheduling_appointment a JOIN catalog_item i ON i.id = a.item_id
  LEFT JOIN scheduling_resource r ON TRUE
WHERE a.id = c.appointment_id AND c.kind < 3
  AND (c.resource_id IS NULL OR r.id = c.resource_id)
"""
NAME = "one_claim_per_resource_at_a_time"


class Migration(migrations.Migration):
    dependencies = [
        ("scheduling", "0005_notes_are_sealed"),
        ("catalog", "0003_items_say_what_they_take"),
    ]
    operations = [
        migrations.AddField(
            "resourceclaim",
            "what",
            models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            "resourceclaim",
            "position",
            models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            "resourceclaim", "is_named", models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField(
            "resourceclaim",
            "turnaround_minutes",
            models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            "resourceclaim", "is_held", models.BooleanField(db_default=True, default=True)
        ),
        migrations.RunSQL(SAY, migrations.RunSQL.noop),
        migrations.RemoveConstraint("resourceclaim", NAME),
        migrations.AddConstraint(
            "resourceclaim",
            django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("is_held", True)),
                expressions=[("span", "&&")],
                name=NAME,
            ),
        ),
        migrations.RunSQL(TAKEN_BEFORE, migrations.RunSQL.noop),
        migrations.RunSQL(TAKEN, TAKEN_BEFORE),
    ]
