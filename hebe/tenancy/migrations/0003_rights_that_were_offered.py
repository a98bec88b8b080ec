"""The rights a group was ever offered: what it took from all its roles stays away."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_projects_filed_with_the_authority"),
    ]

    operations = [
        migrations.AddField(
            model_name="group",
            name="rights_offered",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=80),
                default=list,
                editable=False,
                size=None,
            ),
        ),
    ]
