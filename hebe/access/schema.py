"""A log-in name is known before its group is: one function may look across groups."""

GROUP_OF_LOGIN = """
CREATE OR REPLACE FUNCTION hebe_group_of_login(text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT group_id FROM access_user WHERE login_key = $1 $$
"""
LAID = (GROUP_OF_LOGIN,)
