"""What is told of a customer in a piece of work, and what came of it, is sealed."""

from django.db import migrations

from hebe.kernel.fields import SealedTextField
from hebe.kernel.sealing import seal_columns


class Migration(migrations.Migration):
    dependencies = [("todos", "0001_initial")]
    operations = [
        migrations.AlterField(
            "todo", "detail", SealedTextField("detail", max_length=300, blank=True)
        ),
        migrations.AlterField("todo", "outcome", SealedTextField("outcome", blank=True)),
        seal_columns("todos_todo", "detail", "outcome"),
    ]
