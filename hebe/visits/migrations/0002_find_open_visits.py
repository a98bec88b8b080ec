from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("left_at", None)),
                fields=["group", "store"],
                name="visits_still_open",
            ),
        ),
    ]
