from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customers", "0015_wishes_are_sealed")]

    operations = [migrations.RemoveField("customertag", "by_rule")]
