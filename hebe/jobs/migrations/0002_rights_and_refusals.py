from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]

    operations = [
        migrations.AddField("job", "permission", models.CharField(blank=True, max_length=80)),
        migrations.AddField("job", "reach", models.JSONField(default=dict)),
        migrations.AddField("job", "refused", models.JSONField(default=list)),
    ]
