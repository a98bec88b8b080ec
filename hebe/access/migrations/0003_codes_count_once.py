"""A code of the second factor counts once: remember the last half minute used."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_sign_in_function")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="totp_step",
            field=models.BigIntegerField(
                default=0, verbose_name="last half minute a code was used in"
            ),
        ),
    ]
