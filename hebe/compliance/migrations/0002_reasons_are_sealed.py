"""Why a warning of the red lines was passed says something of a customer: it is sealed."""

from django.db import migrations

from hebe.kernel.fields import SealedTextField
from hebe.kernel.sealing import seal_columns


class Migration(migrations.Migration):
    dependencies = [("compliance", "0001_initial")]
    operations = [
        migrations.AlterField("finding", "reason", SealedTextField(max_length=300, blank=True)),
        seal_columns("compliance_finding", "reason"),
    ]
