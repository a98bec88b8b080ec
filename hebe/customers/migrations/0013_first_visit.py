"""Keep the day of the first visit with the customer, like that of the last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0012_sort_everybody"),
    ]

    operations = [
        migrations.AddField(
            model_name="customer",
            name="first_visit_on",
            field=models.DateField(blank=True, null=True, verbose_name="first visit"),
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
                    ("referrer", "Referrer"),
                ],
                max_length=10,
            ),
        ),
    ]
