"""How she is after a treatment is medical, so it is sealed."""

from django.db import migrations

from hebe.kernel.fields import SealedTextField
from hebe.kernel.sealing import seal_columns


class Migration(migrations.Migration):
    dependencies = [("care", "0002_let_steps_rest")]
    operations = [
        migrations.AlterField("followup", "recovery", SealedTextField("recovery", blank=True)),
        seal_columns("care_followup", "recovery"),
    ]
