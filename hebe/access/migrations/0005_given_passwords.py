"""Whose password somebody else set chooses her own; log-ins there are keep theirs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0004_answers_are_sealed")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="password_is_given",
            field=models.BooleanField(
                default=False, verbose_name="somebody else set the password"
            ),
        ),
    ]
