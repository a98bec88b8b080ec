from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing", "0007_lines_remember_their_sale_of_a_bundle")]

    operations = [
        migrations.RemoveIndex("order", "orders_newest_first"),
        migrations.RemoveIndex("order", "orders_of_a_customer"),
        migrations.AddIndex(
            "order",
            models.Index(fields=["group", "-day", "-id"], name="orders_latest_day_first"),
        ),
        migrations.AddIndex(
            "order",
            models.Index(fields=["group", "customer", "-day"], name="orders_of_a_customer"),
        ),
    ]
