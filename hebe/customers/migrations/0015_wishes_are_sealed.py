"""What she wishes, expects and is noted down with is sealed, as her health always was."""

from django.db import migrations

from hebe.kernel.fields import SealedTextField
from hebe.kernel.sealing import seal_columns


class Migration(migrations.Migration):
    dependencies = [("customers", "0014_rejected_rows_as_a_file")]
    operations = [
        migrations.AlterField(
            "customer", "skin_type", SealedTextField("skin type", max_length=40, blank=True)
        ),
        migrations.AlterField("customer", "wishes", SealedTextField("wishes", blank=True)),
        migrations.AlterField(
            "customer", "expectation", SealedTextField("expected effect", blank=True)
        ),
        migrations.AlterField("customer", "note", SealedTextField("note", blank=True)),
        seal_columns("customers_customer", "skin_type", "wishes", "expectation", "note"),
    ]
