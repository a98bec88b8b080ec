"""In a room, and with a device, one treatment runs at a time: the database decides.

Where two are running already, the younger keeps the place: the older was not finished when
it ended, and still can be.
"""

from django.db import migrations, models

FREE = """
UPDATE clinical_treatment t SET {place} = NULL
WHERE t.state = 'running' AND EXISTS (
  SELECT 1 FROM clinical_treatment younger
  WHERE younger.{place} = t.{place} AND younger.state = 'running' AND younger.id > t.id)
"""
RUNNING = models.Q(state="running")


class Migration(migrations.Migration):
    dependencies = [("clinical", "0005_plans_and_notes_are_sealed")]
    operations = [
        migrations.RunSQL(FREE.format(place="room_id"), migrations.RunSQL.noop),
        migrations.RunSQL(FREE.format(place="device_id"), migrations.RunSQL.noop),
        migrations.AddConstraint(
            "treatment",
            models.UniqueConstraint(
                fields=("room",), name="one_treatment_per_room", condition=RUNNING
            ),
        ),
        migrations.AddConstraint(
            "treatment",
            models.UniqueConstraint(
                fields=("device",), name="one_treatment_per_device", condition=RUNNING
            ),
        ),
    ]
