"""A finding is a store's, so that only those see it whose right reaches there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("compliance", "0002_reasons_are_sealed"), ("tenancy", "0001_initial")]
    operations = [
        migrations.AddField(
            "finding",
            "store",
            models.ForeignKey("tenancy.store", models.PROTECT, related_name="+", null=True),
        ),
        migrations.RunSQL(
            "UPDATE compliance_finding f SET store_id = s.id FROM tenancy_store s"
            " WHERE s.group_id = f.group_id AND s.id::text = f.facts ->> 'store_id'",
            migrations.RunSQL.noop,
        ),
    ]
