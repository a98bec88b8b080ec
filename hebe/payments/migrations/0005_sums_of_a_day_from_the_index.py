"""The sums of a day are read from the index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payments", "0004_paid_follows_its_tenders")]

    operations = [
        migrations.RemoveIndex(model_name="tender", name="tenders_of_a_day"),
        migrations.AddIndex(
            model_name="tender",
            index=models.Index(
                fields=["group", "store", "day"], include=("amount_fen",), name="sums_of_a_day"
            ),
        ),
    ]
