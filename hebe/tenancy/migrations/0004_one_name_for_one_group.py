"""No two groups of an installation have the same name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0003_rights_that_were_offered"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="group",
            constraint=models.UniqueConstraint(fields=("name",), name="one_group_per_name"),
        ),
    ]
