"""Kept answers may hold names and numbers, so they are sealed; those kept plain are dropped.

What is dropped cannot come back, nor is it missed: a repeat of those old submissions gets
the same status without the words.
"""

from django.db import migrations

from hebe.kernel.fields import SealedTextField


class Migration(migrations.Migration):
    dependencies = [("access", "0003_codes_count_once")]
    operations = [
        migrations.RunSQL("UPDATE access_submission SET body = ''", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="submission", name="body", field=SealedTextField(blank=True)
        ),
    ]
