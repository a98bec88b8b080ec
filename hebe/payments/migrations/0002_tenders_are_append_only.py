"""Money received is corrected by a further row, never by changing one."""

from django.db import migrations

MAKE = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payments_tender
  FOR EACH ROW EXECUTE FUNCTION hebe_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("journal", "0002_audit_is_append_only")]
    operations = [migrations.RunSQL(MAKE, "DROP TRIGGER append_only ON payments_tender")]
