"""Keep what checking a list found with its draft; keep identity numbers, visits, referrers."""

import django.db.models.deletion
import django.db.models.manager
import hebe.kernel.clock
import hebe.kernel.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0010_one_key_per_reference"),
        ("jobs", "0001_initial"),
        ("tenancy", "0002_projects_filed_with_the_authority"),
    ]

    operations = [
        migrations.AddField(
            model_name="customer",
            name="id_number",
            field=hebe.kernel.fields.SealedTextField(
                blank=True, verbose_name="identity number"
            ),
        ),
        migrations.AddField(
            model_name="importdraft",
            name="checked_edition",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="importdraft",
            name="checking",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="jobs.job",
            ),
        ),
        migrations.AddField(
            model_name="importdraft",
            name="edition",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="importdraft",
            name="outlook",
            field=hebe.kernel.fields.SealedTextField(blank=True),
        ),
        migrations.AddField(
            model_name="importdraft",
            name="touched_at",
            field=models.DateTimeField(default=hebe.kernel.clock.now),
        ),
        migrations.AddField(
            model_name="openingfact",
            name="said",
            field=hebe.kernel.fields.SealedTextField(blank=True),
        ),
        migrations.AlterField(
            model_name="openingfact",
            name="amount",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="openingfact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("principal", "Stored value, principal"),
                    ("bonus", "Stored value, bonus"),
                    ("deposit", "Deposit"),
                    ("points", "Points"),
                    ("course", "Course sessions left"),
                    ("debt", "Debt"),
                    ("spent", "Total spent"),
                    ("visits", "Visits so far"),
                    ("first", "First visit"),
                    ("referrer", "Referrer"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ImportProblem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_no", models.PositiveIntegerField()),
                ("code", models.CharField(max_length=24)),
                ("field", models.CharField(blank=True, max_length=20)),
                ("told", hebe.kernel.fields.SealedTextField()),
                (
                    "draft",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="problems",
                        to="customers.importdraft",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.group",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["draft", "row_no", "id"], name="problems_by_row"),
                    models.Index(fields=["draft", "code", "row_no"], name="problems_by_kind"),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
    ]
