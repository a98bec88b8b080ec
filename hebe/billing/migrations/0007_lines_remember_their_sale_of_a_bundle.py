"""Two sales of one bundle on an order stay two: each line knows which it belongs to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0006_lines_remember_their_bundle"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="bundle_sale",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
