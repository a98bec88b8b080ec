from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0006_what_was_looked_for_is_sealed")]

    operations = [
        migrations.AlterField(
            "assignment",
            "reach",
            models.CharField(
                choices=[
                    ("own", "Own rows"),
                    ("team", "Own rows and the team's"),
                    ("all", "Everybody's rows"),
                ],
                default="all",
                max_length=8,
            ),
        ),
    ]
