"""What is noted with a booking is often medical, so it is sealed."""

from django.db import migrations

from hebe.kernel.fields import SealedTextField
from hebe.kernel.sealing import seal_columns


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0004_find_what_is_still_to_come")]
    operations = [
        migrations.AlterField(
            "appointment", "note", SealedTextField("note", max_length=200, blank=True)
        ),
        seal_columns("scheduling_appointment", "note"),
    ]
