from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial")]

    operations = [
        migrations.AlterField(
            "member",
            "title",
            models.CharField(blank=True, max_length=40, verbose_name="job title"),
        ),
        migrations.AlterField(
            "shift", "ends_at", models.DateTimeField(verbose_name="on duty until")
        ),
        migrations.AlterField(
            "shift", "starts_at", models.DateTimeField(verbose_name="on duty from")
        ),
    ]
