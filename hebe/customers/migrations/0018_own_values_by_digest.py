"""What a group's own fields say can be asked as a whole, though it is sealed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0017_files_of_a_customer")]

    operations = [
        migrations.AddField(
            model_name="ownvalue",
            name="digest",
            field=models.BinaryField(max_length=16, null=True),
        ),
        migrations.AddIndex(
            model_name="ownvalue",
            index=models.Index(fields=["field", "digest"], name="own_values_by_digest"),
        ),
    ]
