"""A signed version of a record is never changed and never deleted (EMR-03, EMR-05)."""

from django.db import migrations

MAKE = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON clinical_recordversion
  FOR EACH ROW EXECUTE FUNCTION hebe_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("clinical", "0001_initial"), ("journal", "0002_audit_is_append_only")]
    operations = [migrations.RunSQL(MAKE, "DROP TRIGGER append_only ON clinical_recordversion")]
