"""A customer is in one place at a time: her time is claimed like everybody's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0001_initial")]
    operations = [
        migrations.AlterField(
            "resourceclaim",
            "kind",
            models.PositiveSmallIntegerField(
                choices=[(1, "Staff member"), (2, "Room or device"), (3, "Customer")]
            ),
        )
    ]
