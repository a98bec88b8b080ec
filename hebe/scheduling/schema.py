"""Read taken minutes past row-level security: one function that can use the index.

The overlap operator of ranges is not leakproof, so below a row-level security policy
PostgreSQL would read every claim of the group. The function runs as the owner, compares the
group itself, and looks each resource up in the exclusion constraint's own index.
"""

TAKEN = """
CREATE OR REPLACE FUNCTION diary_taken(
  kinds int[], keys bigint[], first bigint, last bigint, besides bigint DEFAULT NULL)
RETURNS TABLE (kind int, key bigint, minutes int8range, claim_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT w.kind, w.key, int8range(lower(c.span) - w.base, upper(c.span) - w.base), c.id
  FROM (SELECT u.kind, u.key, (u.kind::bigint << 59) + (u.key << 26) AS base
        FROM unnest(kinds, keys) AS u(kind, key)) w
  JOIN resource_claim c ON c.span && int8range(w.base + first, w.base + last)
  WHERE c.is_held
    AND c.group_id = nullif(current_setting('hebe.group_id', true), '')::bigint
    AND (besides IS NULL OR c.appointment_id IS DISTINCT FROM besides)
$$
"""
LAID = (TAKEN,)
