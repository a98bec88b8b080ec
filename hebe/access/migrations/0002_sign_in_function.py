"""A log-in name is known before its group is: one function may look across groups."""

from django.db import migrations

MAKE = """
CREATE FUNCTION hebe_group_of_login(text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$ SELECT group_id FROM access_user WHERE login = $1 $$
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION hebe_group_of_login(text)")]
