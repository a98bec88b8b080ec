"""What an item takes is rows: whom or what, how many, from when, for how long."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

MOVE = """
INSERT INTO catalog_itemneed
  (group_id, item_id, kind, what, quantity, from_minute, for_minutes, is_named, position)
SELECT group_id, id, 'person', CASE WHEN needs_doctor THEN 'doctor' ELSE 'carer' END,
       1, 0, 0, needs_doctor, 0 FROM catalog_item
UNION ALL SELECT group_id, id, 'room', room_type, 1, 0, 0, false, 1
  FROM catalog_item WHERE room_type <> ''
UNION ALL SELECT group_id, id, 'device', device_type, 1, 0, 0, false, 2
  FROM catalog_item WHERE device_type <> '';
SET CONSTRAINTS ALL IMMEDIATE
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_sell_bundles")]
    operations = [
        migrations.CreateModel(
            name="ItemNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("room", "Room"),
                            ("device", "Device"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("what", models.CharField(max_length=40, verbose_name="what")),
                (
                    "quantity",
                    models.PositiveSmallIntegerField(default=1, verbose_name="quantity"),
                ),
                (
                    "from_minute",
                    models.PositiveSmallIntegerField(default=0, verbose_name="from minute"),
                ),
                (
                    "for_minutes",
                    models.PositiveSmallIntegerField(default=0, verbose_name="for minutes"),
                ),
                (
                    "is_named",
                    models.BooleanField(default=False, verbose_name="chosen by name"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.group",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="catalog.item",
                    ),
                ),
            ],
            options={"ordering": ("position", "pk")},
            managers=[("unscoped", django.db.models.manager.Manager())],
        ),
        migrations.AddConstraint(
            model_name="itemneed",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="item_need_is_at_least_one"
            ),
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RemoveField("item", "needs_doctor"),
        migrations.RemoveField("item", "room_type"),
        migrations.RemoveField("item", "device_type"),
    ]
