"""What a store sets where the law leaves a range, and what of it a finding saw."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0003_findings_know_their_store"),
        ("tenancy", "0004_one_name_for_one_group"),
    ]
    operations = [
        migrations.AddField("finding", "parameters", models.JSONField(default=dict)),
        migrations.CreateModel(
            name="RuleParameter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=40)),
                ("value", models.PositiveIntegerField()),
                ("set_by", models.CharField(max_length=60)),
                ("set_at", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.group",
                    ),
                ),
                (
                    "store",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.store",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "store", "rule", "name"),
                        name="one_value_per_parameter",
                        nulls_distinct=False,
                    )
                ],
            },
            managers=[("unscoped", django.db.models.manager.Manager())],
        ),
    ]
