from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0006_any_number_of_claims")]

    operations = [
        migrations.RemoveIndex("appointment", "diary_still_to_come"),
        migrations.AlterField(
            "appointment",
            "status",
            models.CharField(
                choices=[
                    ("booked", "Booked"),
                    ("confirmed", "Confirmed"),
                    ("arrived", "Arrived"),
                    ("in_progress", "In progress"),
                    ("done", "Done"),
                    ("cancelled", "Cancelled"),
                    ("no_show", "No-show"),
                ],
                default="booked",
                max_length=12,
                verbose_name="status",
            ),
        ),
        migrations.AddIndex(
            "appointment",
            models.Index(
                fields=["group", "store", "starts_at"],
                name="diary_still_to_come",
                condition=models.Q(status__in=("booked", "confirmed")),
            ),
        ),
    ]
