"""Search past row-level security: one function that knows the group and can use GIN.

Array operators are not leakproof, so PostgreSQL refuses to use their index below a
row-level security policy (300 times slower). The function runs as the owner and compares
the group itself. `EXECUTE` plans each call for its own fragments: a generic plan would
treat a surname shared by a tenth of all people like a whole telephone number.

Two ways lead to the best dozen hits: read the fragment's own rows and sort them (right for a
telephone number), or walk down the ranks until enough fit (right for a surname). Walking for
something rare reads the whole group, so two things must be known: frequencies of ten thousand
fragments instead of one thousand, and true costs. All of the index is in memory, where a row
on either way costs about the same; the server's settings price the first as if read from disk.

`customers_weigh_fragments` does at once after a bulk write what autovacuum would do within
minutes: renew the frequencies, and sort in the rows that wait in the index's pending list,
which every search reads whole.
"""

FREQUENCIES = "ALTER TABLE customers_search ALTER COLUMN tokens SET STATISTICS 1000"
FIND = """
CREATE OR REPLACE FUNCTION customers_find(wanted int[], lim int, any_of int[] DEFAULT NULL)
RETURNS TABLE (customer_id bigint, rank int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  SET seq_page_cost = 0.01 SET random_page_cost = 0.01 SET cpu_operator_cost = 0.0005
  SET cpu_index_tuple_cost = 0.03 SET max_parallel_workers_per_gather = 0
AS $$
BEGIN
  RETURN QUERY EXECUTE
    'SELECT s.customer_id, s.rank FROM customers_search s'
    ' WHERE s.group_id = $1 AND s.tokens @> $2'
    || CASE WHEN any_of IS NULL THEN '' ELSE ' AND s.tokens && $4' END
    || ' ORDER BY s.rank DESC LIMIT $3'
    USING nullif(current_setting('hebe.group_id', true), '')::bigint, wanted, lim, any_of;
END $$
"""
WEIGH = """
CREATE OR REPLACE FUNCTION customers_weigh_fragments() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM gin_clean_pending_list('customers_by_fragment');
  ANALYZE customers_search;
END $$
"""
LAID = (FREQUENCIES, FIND, WEIGH)
