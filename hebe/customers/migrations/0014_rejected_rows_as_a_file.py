"""Keep the rejected rows of a list on its way in as a file to download."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0013_first_visit"),
        ("files", "0001_initial"),
    ]
    operations = [
        migrations.AddField(
            model_name="importdraft",
            name="rejected",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
    ]
