"""What she says she came for is sealed, and the copies of it are taken out of the timeline.

Of a booked visit the item's name stays there: it is a word of the catalogue.
"""

from django.db import migrations

from hebe.kernel.fields import SealedTextField
from hebe.kernel.sealing import seal_columns

FORGET = """
UPDATE {table} t SET payload = jsonb_set(payload, '{{purpose}}', '""')
WHERE name = 'CustomerArrived' AND payload ->> 'purpose' <> ''
  AND NOT EXISTS (SELECT 1 FROM catalog_item i
                  WHERE i.group_id = t.group_id AND i.name = payload ->> 'purpose')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0003_guardians"),
        ("catalog", "0002_sell_bundles"),
        ("journal", "0002_audit_is_append_only"),
    ]
    operations = [
        migrations.AlterField(
            "visit",
            "purpose",
            SealedTextField("what she came for", max_length=120, blank=True),
        ),
        seal_columns("visits_visit", "purpose"),
        *(
            migrations.RunSQL(FORGET.format(table=table), migrations.RunSQL.noop)
            for table in ("journal_timelineentry", "journal_outbox")
        ),
    ]
