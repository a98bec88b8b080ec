"""Views and answers that are kept hold what somebody looked for, a number perhaps: sealed."""

from django.db import migrations

from hebe.kernel.fields import SealedTextField
from hebe.kernel.sealing import seal_columns


class Migration(migrations.Migration):
    dependencies = [("access", "0005_given_passwords")]
    operations = [
        migrations.AlterField("savedview", "query", SealedTextField(blank=True)),
        migrations.AlterField(
            "submission", "location", SealedTextField(max_length=500, blank=True)
        ),
        seal_columns("access_savedview", "query"),
        seal_columns("access_submission", "location"),
    ]
