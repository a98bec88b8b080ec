"""Audit rows and seals are never changed, not even by the owner of the tables."""

from django.db import migrations

MAKE = """
CREATE FUNCTION hebe_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'HB001';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON journal_audit
  FOR EACH ROW EXECUTE FUNCTION hebe_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON journal_seal
  FOR EACH ROW EXECUTE FUNCTION hebe_append_only();
"""
DROP = """
DROP TRIGGER append_only ON journal_seal;
DROP TRIGGER append_only ON journal_audit;
DROP FUNCTION hebe_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, DROP)]
