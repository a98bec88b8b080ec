import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0002_words_of_a_shift")]

    operations = [
        migrations.AddField(
            "member",
            "supervisor",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="staff.member",
            ),
        ),
    ]
